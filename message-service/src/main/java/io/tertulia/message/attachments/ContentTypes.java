package io.tertulia.message.attachments;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/**
 * What a file is, by its first bytes alone. Nothing is unpacked, and neither a name nor a header is
 * looked at: both say what somebody wants it to be taken for.
 */
final class ContentTypes {

    /** As much as is looked at. */
    static final int HEAD_BYTES = 65_536;

    static final String UNKNOWN = MediaType.OCTET_STREAM.toString();

    private ContentTypes() {}

    /**
     * The type, without parameters.
     *
     * @param head the first bytes, at least {@link #HEAD_BYTES} or all that there are
     */
    static String of(byte[] head) {
        try (var input = TikaInputStream.get(head)) {
            return named(Known.TYPES.detect(input, new Metadata(), new ParseContext()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tika has names of its own for families of formats; the world knows what they are based on.
     */
    private static String named(MediaType detected) {
        MediaTypeRegistry registry = Known.TYPES.getMediaTypeRegistry();
        MediaType type = detected.getBaseType();
        while (type != null && type.getSubtype().startsWith("x-tika-")) {
            type = registry.getSupertype(type);
        }
        return type == null ? UNKNOWN : type.toString();
    }

    /** Read when first asked for, under the JVM's own lock: it takes most of a second. */
    private static final class Known {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }
}
