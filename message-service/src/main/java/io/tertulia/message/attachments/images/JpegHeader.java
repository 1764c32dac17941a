package io.tertulia.message.attachments.images;

import io.tertulia.message.attachments.images.Header.Decoding;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The header of a JPEG: the size from its frame, and the turn from its EXIF part. */
final class JpegHeader {

    private static final int SIGNATURE_BYTES = 2;
    private static final int LENGTH_BYTES = 2;
    private static final int FILL = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int EXIF = 0xe1;

    /** Many cameras write a few dozen. */
    private static final int MOST_SEGMENTS = 1_000;

    private JpegHeader() {}

    static Optional<Header> read(ImageInputStream input) throws IOException {
        input.seek(SIGNATURE_BYTES);
        Turn turn = Turn.NONE;
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = marker(input);
            if (marker == START_OF_SCAN || marker == END) {
                break;
            }
            int length = input.readUnsignedShort();
            long next = input.getStreamPosition() - LENGTH_BYTES + Math.max(LENGTH_BYTES, length);
            if (isFrame(marker)) {
                return frame(marker, input, turn);
            }
            if (marker == EXIF && turn.equals(Turn.NONE)) {
                turn = ExifTurn.read(input, length - LENGTH_BYTES);
            }
            input.seek(next);
        }
        return Optional.empty();
    }

    /** The next segment's; any number of fill bytes may stand before it. */
    private static int marker(ImageInputStream input) throws IOException {
        int read = input.readUnsignedByte();
        if (read != FILL) {
            return END;
        }
        while (read == FILL) {
            read = input.readUnsignedByte();
        }
        return read;
    }

    private static Optional<Header> frame(int marker, ImageInputStream input, Turn turn)
            throws IOException {
        input.readUnsignedByte();
        int height = input.readUnsignedShort();
        int width = input.readUnsignedShort();
        return Header.of(width, height, turn, decoding(marker));
    }

    /** Baseline and extended ones come by rows; the JDK cannot decode the later kinds. */
    private static Decoding decoding(int marker) {
        return switch (marker) {
            case 0xc0, 0xc1 -> Decoding.BY_ROWS;
            case 0xc2 -> Decoding.WHOLE;
            default -> Decoding.UNSAFE;
        };
    }

    /** SOF0 to SOF15, among which are three markers of other kinds. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }
}
