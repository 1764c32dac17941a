package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * The body of an upload, read part by part as it comes; nothing of it is kept. For one request, on
 * its thread.
 */
final class UploadForm {

    /** What may be around the file: the other parts, boundaries, headers. */
    private static final long AROUND_FILE_BYTES = 64L * 1024;

    private static final int MOST_PARTS = 10;
    private static final int PART_HEADER_BYTES = 8 * 1024;
    private static final int LONGEST_FIELD_BYTES = 256;

    private final JakartaServletRequestContext context;
    private final BoundedBody body;
    private final long mostFileBytes;

    /**
     * Reads nothing yet.
     *
     * @param largest the largest file
     * @param patience how long the whole body may take
     * @throws ProblemException 413 if the body says of itself that it is larger
     */
    UploadForm(HttpServletRequest request, DataSize largest, Duration patience) throws IOException {
        long most = largest.toBytes() + AROUND_FILE_BYTES;
        long announced = request.getContentLengthLong();
        if (announced > most) {
            throw tooLarge(largest);
        }
        mostFileBytes = announced < 0 ? largest.toBytes() : Math.min(announced, largest.toBytes());
        body = new BoundedBody(request.getInputStream(), most, tooLarge(largest), patience);
        context =
                new JakartaServletRequestContext(request) {
                    @Override
                    public InputStream getInputStream() {
                        return body;
                    }
                };
    }

    /** As much as the file can have; what the client says of the whole bounds it, too. */
    long mostFileBytes() {
        return mostFileBytes;
    }

    /** 413, naming the limit. */
    static ProblemException tooLarge(DataSize largest) {
        return ProblemException.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "The file is larger than the %d bytes allowed.".formatted(largest.toBytes()));
    }

    /** What is done with the parts, in the order in which they come. */
    interface Parts {

        /** The room's id as the client wrote it. */
        void room(String text);

        /**
         * The file.
         *
         * @param name as the client gives it; null if it gives none
         * @param content to be read before the method ends
         */
        void file(@Nullable String name, InputStream content) throws IOException;
    }

    /**
     * Reads all parts.
     *
     * @throws ProblemException 400 for a body that is no well-formed form, 408 if it does not come
     *     in time, 413 if it is too large
     */
    void read(Parts parts) {
        try {
            var upload = new JakartaServletFileUpload<>();
            upload.setHeaderCharset(UTF_8);
            upload.setMaxFileCount(MOST_PARTS);
            upload.setMaxPartHeaderSize(PART_HEADER_BYTES);
            FileItemInputIterator items = upload.getItemIterator(context);
            for (int i = 0; items.hasNext(); i++) {
                if (i == MOST_PARTS) {
                    throw malformed("The form has too many parts.");
                }
                read(items.next(), parts);
            }
        } catch (FileUploadException | IllegalArgumentException e) {
            throw malformed("The body is no well-formed multipart form.");
        } catch (IOException e) {
            throw malformed("The body ended before the form did.");
        }
    }

    private static void read(FileItemInput item, Parts parts) throws IOException {
        switch (item.getFieldName()) {
            case "room" -> {
                byte[] text = item.getInputStream().readNBytes(LONGEST_FIELD_BYTES);
                parts.room(new String(text, UTF_8).strip());
            }
            case "file" -> parts.file(item.getName(), item.getInputStream());
            case null, default -> {
                // Unknown parts are passed over, as unknown fields of JSON are.
            }
        }
    }

    /** Reads what is left; see {@link BoundedBody#drain}. */
    void drain() {
        body.drain();
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(HttpStatus.BAD_REQUEST, "malformed", detail);
    }
}
