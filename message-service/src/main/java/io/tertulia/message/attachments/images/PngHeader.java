package io.tertulia.message.attachments.images;

import io.tertulia.message.attachments.images.Header.Decoding;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * The header of a PNG. The JDK's reader goes over all chunks of one with a palette and keeps those
 * that it does not know; so these are counted first.
 */
final class PngHeader {

    private static final int SIGNATURE_BYTES = 8;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int PALETTE = 3;

    /** The length and the type before a chunk's data and the checksum after it. */
    private static final int AROUND_DATA_BYTES = 12;

    private static final int MOST_CHUNKS = 20_000;
    private static final int MOST_OTHER_CHUNKS = 200;
    private static final long MOST_OTHER_BYTES = 1024L * 1024;

    private PngHeader() {}

    static Optional<Header> read(ImageInputStream input) throws IOException {
        input.seek(SIGNATURE_BYTES + Integer.BYTES);
        if (input.readInt() != IHDR) {
            return Optional.empty();
        }
        int width = input.readInt();
        int height = input.readInt();
        input.readUnsignedByte();
        boolean hasPalette = input.readUnsignedByte() == PALETTE;
        return Header.of(
                width,
                height,
                Turn.NONE,
                !hasPalette || isModest(input) ? Decoding.BY_ROWS : Decoding.UNSAFE);
    }

    private static boolean isModest(ImageInputStream input) throws IOException {
        long position = SIGNATURE_BYTES;
        long otherBytes = 0;
        int others = 0;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            input.seek(position);
            long length = input.readUnsignedInt();
            int type = input.readInt();
            if (type == IEND) {
                return otherBytes <= MOST_OTHER_BYTES && others <= MOST_OTHER_CHUNKS;
            }
            if (type != IDAT) {
                otherBytes += length;
                others++;
            }
            position += length + AROUND_DATA_BYTES;
        }
        return false;
    }
}
