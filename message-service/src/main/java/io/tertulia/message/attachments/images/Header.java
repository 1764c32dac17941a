package io.tertulia.message.attachments.images;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * What a picture's header says.
 *
 * @param width in pixels as stored, before it is turned
 * @param height in pixels as stored, before it is turned
 * @param turn how it is to be shown
 * @param decoding what it takes to decode it
 */
record Header(int width, int height, Turn turn, Decoding decoding) {

    /** What it takes to decode a picture. */
    enum Decoding {
        /** A row at a time. */
        BY_ROWS,

        /** All of it at once, in memory. */
        WHOLE,

        /** More than can be known from the header. */
        UNSAFE
    }

    /** How many pixels there are. */
    long pixels() {
        return (long) width * height;
    }

    int longestSide() {
        return Math.max(width, height);
    }

    /** A header, unless it claims that there is nothing to see. */
    static Optional<Header> of(int width, int height, Turn turn, Decoding decoding) {
        return width > 0 && height > 0
                ? Optional.of(new Header(width, height, turn, decoding))
                : Optional.empty();
    }

    /**
     * Reads the header.
     *
     * @return empty if this is no such picture after all, or a broken one
     */
    static Optional<Header> read(PictureFormat format, ImageInputStream input) throws IOException {
        input.setByteOrder(ByteOrder.BIG_ENDIAN);
        input.seek(0);
        try {
            return switch (format) {
                case PNG -> PngHeader.read(input);
                case JPEG -> JpegHeader.read(input);
                case GIF -> GifHeader.read(input);
                case WEBP -> WebPHeader.read(input);
            };
        } catch (EOFException e) {
            return Optional.empty();
        }
    }
}
