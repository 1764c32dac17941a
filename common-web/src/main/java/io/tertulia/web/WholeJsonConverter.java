package io.tertulia.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer in one piece, with its length. The framework's own converter writes block by
 * block: a page of messages left in six writes, each of which the gateway reads and writes again
 * for itself. Answers here are pages, small enough to be held as a whole.
 */
final class WholeJsonConverter extends JacksonJsonHttpMessageConverter {

    WholeJsonConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(
            Object answer,
            ResolvableType type,
            HttpOutputMessage output,
            @Nullable Map<String, Object> hints)
            throws IOException {
        var whole = new Whole(output.getHeaders(), new FastByteArrayOutputStream());
        super.writeInternal(answer, type, whole, hints);
        output.getHeaders().setContentLength(whole.bytes().size());
        whole.bytes().writeTo(output.getBody());
    }

    private record Whole(HttpHeaders headers, FastByteArrayOutputStream bytes)
            implements HttpOutputMessage {

        @Override
        public OutputStream getBody() {
            return bytes;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
