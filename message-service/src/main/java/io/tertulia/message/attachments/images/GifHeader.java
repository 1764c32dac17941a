package io.tertulia.message.attachments.images;

import io.tertulia.message.attachments.images.Header.Decoding;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The header of a GIF: the size of its canvas. Its pictures have sizes of their own. */
final class GifHeader {

    private static final int SIGNATURE_BYTES = 6;

    private GifHeader() {}

    static Optional<Header> read(ImageInputStream input) throws IOException {
        input.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        input.seek(SIGNATURE_BYTES);
        int width = input.readUnsignedShort();
        int height = input.readUnsignedShort();
        return Header.of(width, height, Turn.NONE, Decoding.BY_ROWS);
    }
}
