package io.tertulia.identity;

import io.tertulia.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Stops reading a body that is larger than any that this service has a use for. The length is not
 * believed but counted, since a chunked body announces none; and it is counted before the body is
 * parsed, since the parser would report the refusal as a fault of the field that it was reading.
 */
@ControllerAdvice
final class BodyLimitAdvice extends RequestBodyAdviceAdapter {

    /** Bytes; the largest honest body is four fields of at most 150 characters. */
    private static final int LARGEST = 16 * 1024;

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        byte[] body = message.getBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw ProblemException.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "The body is larger than %d bytes.".formatted(LARGEST));
        }
        return new ReadBody(new ByteArrayInputStream(body), message.getHeaders());
    }

    private record ReadBody(InputStream getBody, HttpHeaders getHeaders)
            implements HttpInputMessage {}
}
