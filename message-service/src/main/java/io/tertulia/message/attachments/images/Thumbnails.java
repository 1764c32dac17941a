package io.tertulia.message.attachments.images;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.tertulia.message.attachments.images.Header.Decoding;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes small pictures. A decoder leaves out rows and columns while it reads, so that what is in
 * memory is small however large the picture is; the rest is scaled down from there.
 */
final class Thumbnails {

    /** A decoder holds a few rows, so they must not be too long. */
    private static final int LONGEST_SIDE = 32_767;

    /** What is decoded is this much larger than the thumbnail at least, for a smooth picture. */
    private static final int OVERSIZE = 2;

    private static final float JPEG_QUALITY = 0.8f;

    private final PictureBounds bounds;

    Thumbnails(PictureBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Whether a picture can be decoded within bounds.
     *
     * @param header whose pixels are within bounds
     */
    boolean canBeMade(Header header) {
        return header.decoding() != Decoding.UNSAFE
                && header.longestSide() <= LONGEST_SIDE
                && (header.decoding() == Decoding.BY_ROWS
                        || header.pixels() <= bounds.mostPixelsInMemory());
    }

    /**
     * Makes a thumbnail of a picture of which it can be made.
     *
     * @return empty if the picture is not what its header says
     * @throws IOException if it cannot be decoded; so may any exception of a decoder's
     */
    Optional<Thumbnail> make(PictureFormat format, Header header, ImageInputStream input)
            throws IOException {
        ImageReader reader = reader(format);
        try {
            input.seek(0);
            reader.setInput(input, true, true);
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                return Optional.empty();
            }
            var param = reader.getDefaultReadParam();
            int step = Math.max(1, header.longestSide() / (OVERSIZE * bounds.thumbnailSide()));
            param.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(encoded(scaled(reader.read(0, param), header)));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(PictureFormat format) throws IOException {
        return switch (format) {
            case PNG, JPEG, GIF -> ImageIO.getImageReadersByMIMEType(format.contentType()).next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance();
        };
    }

    private BufferedImage scaled(BufferedImage decoded, Header header) {
        double scale = Math.min(1, (double) bounds.thumbnailSide() / header.longestSide());
        int width = Math.max(1, (int) Math.round(header.width() * scale));
        int height = Math.max(1, (int) Math.round(header.height() * scale));
        BufferedImage source = decoded;
        // One step over more than two pixels would leave some of them out.
        while (source.getWidth() >= 2 * width && source.getHeight() >= 2 * height) {
            source = drawn(source, source.getWidth() / 2, source.getHeight() / 2, Turn.NONE);
        }
        return drawn(source, width, height, header.turn());
    }

    /**
     * Draws a picture at another size.
     *
     * @param width before it is turned
     * @param height before it is turned
     */
    private static BufferedImage drawn(BufferedImage source, int width, int height, Turn turn) {
        var target =
                new BufferedImage(
                        turn.isOnItsSide() ? height : width,
                        turn.isOnItsSide() ? width : height,
                        source.getColorModel().hasAlpha()
                                ? BufferedImage.TYPE_INT_ARGB
                                : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform placing = turn.of(width, height);
            placing.scale((double) width / source.getWidth(), (double) height / source.getHeight());
            graphics.drawImage(source, placing, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static Thumbnail encoded(BufferedImage image) throws IOException {
        PictureFormat format =
                image.getColorModel().hasAlpha() ? PictureFormat.PNG : PictureFormat.JPEG;
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(format.contentType()).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return new Thumbnail(format.contentType(), bytes.toByteArray());
    }
}
