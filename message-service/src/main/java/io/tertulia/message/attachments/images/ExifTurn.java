package io.tertulia.message.attachments.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * The one EXIF tag that changes how a picture looks. Libraries that read all tags believe the
 * lengths that they find.
 */
final class ExifTurn {

    private static final long SIGNATURE = 0x457869660000L;
    private static final int SIGNATURE_BYTES = 6;
    private static final int INTEL = 0x4949;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_AT = 8;

    private ExifTurn() {}

    /**
     * Reads the tag.
     *
     * @param length of the segment's data, at which the input stands, at most 65,535
     * @return no turn if this is no EXIF or there is no such tag
     */
    static Turn read(ImageInputStream input, int length) throws IOException {
        if (length < SIGNATURE_BYTES) {
            return Turn.NONE;
        }
        byte[] data = new byte[length];
        input.readFully(data);
        var segment = ByteBuffer.wrap(data);
        long signature = ((long) segment.getInt() << Short.SIZE) | segment.getShort();
        return signature == SIGNATURE ? find(segment.slice()) : Turn.NONE;
    }

    private static Turn find(ByteBuffer tiff) {
        if (tiff.limit() < 2 * Integer.BYTES) {
            return Turn.NONE;
        }
        tiff.order(tiff.getShort(0) == INTEL ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(Integer.BYTES);
        if (directory < 0 || directory > tiff.limit() - Short.BYTES) {
            return Turn.NONE;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + Short.BYTES + i * ENTRY_BYTES;
            if (entry > tiff.limit() - ENTRY_BYTES) {
                return Turn.NONE;
            }
            if (tiff.getShort(entry) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
                return Turn.numbered(tiff.getShort(entry + VALUE_AT));
            }
        }
        return Turn.NONE;
    }
}
