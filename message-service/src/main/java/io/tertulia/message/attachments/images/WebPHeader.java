package io.tertulia.message.attachments.images;

import io.tertulia.message.attachments.images.Header.Decoding;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * The header of a WebP. Of the three kinds only the simple lossy one is decoded: what the others
 * take in memory is not bounded by their size in pixels (the tables of a lossless one, also where
 * it is only the transparency), nor is what an embedded colour profile claims to have.
 */
final class WebPHeader {

    private static final int FIRST_CHUNK = 12;
    private static final int LOSSY = 0x20385056;
    private static final int LOSSLESS = 0x4c385056;
    private static final int EXTENDED = 0x58385056;

    private static final int FRAME_TAG_BYTES = 6;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int SIZE_BITS = 14;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;
    private static final int FLAGS_BYTES = 4;

    private WebPHeader() {}

    static Optional<Header> read(ImageInputStream input) throws IOException {
        input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        input.seek(FIRST_CHUNK);
        int chunk = input.readInt();
        input.readInt();
        return switch (chunk) {
            case LOSSY -> lossy(input);
            case LOSSLESS -> lossless(input);
            case EXTENDED -> extended(input);
            default -> Optional.empty();
        };
    }

    private static Optional<Header> lossy(ImageInputStream input) throws IOException {
        input.skipBytes(FRAME_TAG_BYTES);
        int width = input.readUnsignedShort() & SIZE_MASK;
        int height = input.readUnsignedShort() & SIZE_MASK;
        return Header.of(width, height, Turn.NONE, Decoding.WHOLE);
    }

    private static Optional<Header> lossless(ImageInputStream input) throws IOException {
        if (input.readUnsignedByte() != LOSSLESS_SIGNATURE) {
            return Optional.empty();
        }
        int sizes = input.readInt();
        int width = (sizes & SIZE_MASK) + 1;
        int height = ((sizes >>> SIZE_BITS) & SIZE_MASK) + 1;
        return Header.of(width, height, Turn.NONE, Decoding.UNSAFE);
    }

    private static Optional<Header> extended(ImageInputStream input) throws IOException {
        input.skipBytes(FLAGS_BYTES);
        int width = threeBytes(input) + 1;
        int height = threeBytes(input) + 1;
        return Header.of(width, height, Turn.NONE, Decoding.UNSAFE);
    }

    private static int threeBytes(ImageInputStream input) throws IOException {
        return input.readUnsignedShort() | input.readUnsignedByte() << Short.SIZE;
    }
}
