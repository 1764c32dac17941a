package io.tertulia.message.attachments.images;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures to upload: honest ones and others. */
public final class Drawings {

    private static final int CHUNK_AROUND = 12;
    private static final int ORIENTATION_AT = 29;

    private Drawings() {}

    /** A blue picture whose upper left quarter is red. */
    public static BufferedImage drawn(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.dispose();
        return image;
    }

    public static byte[] png(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] gif(int width, int height) {
        return encoded(drawn(width, height, BufferedImage.TYPE_BYTE_INDEXED), "gif");
    }

    public static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] progressiveJpeg(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            var image = drawn(width, height, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same JPEG with an EXIF part that says how the camera was held. */
    public static byte[] turned(byte[] jpeg, int orientation) {
        byte[] exif =
                HexFormat.of()
                        .parseHex(
                                "ffe10022457869660000"
                                        + "4d4d002a00000008"
                                        + "000101120003000000010000000000000000");
        exif[ORIENTATION_AT] = (byte) orientation;
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, 2)
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A PNG of a few kilobytes at most that claims this size; its rows are all zero. */
    public static byte[] pngBomb(int width, int height, boolean hasPalette, byte[]... others) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte colour = (byte) (hasPalette ? 3 : 0);
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, colour, 0, 0, 0})
                        .array();
        bytes.writeBytes(chunk("IHDR", header));
        if (hasPalette) {
            bytes.writeBytes(chunk("PLTE", new byte[] {0, 0, 0, 9, 9, 9}));
        }
        for (byte[] other : others) {
            bytes.writeBytes(other);
        }
        bytes.writeBytes(chunk("IDAT", zeros((long) (width + 1) * height)));
        bytes.writeBytes(chunk("IEND", new byte[0]));
        return bytes.toByteArray();
    }

    /** A part of a PNG. */
    public static byte[] chunk(String type, byte[] data) {
        var chunk = ByteBuffer.allocate(data.length + CHUNK_AROUND).putInt(data.length);
        chunk.put(type.getBytes(US_ASCII)).put(data);
        var crc = new CRC32();
        crc.update(chunk.array(), Integer.BYTES, data.length + Integer.BYTES);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static byte[] zeros(long count) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater();
        byte[] block = new byte[1 << 20];
        byte[] output = new byte[1 << 16];
        for (long left = count; left > 0; left -= block.length) {
            deflater.setInput(block, 0, (int) Math.min(left, block.length));
            if (left <= block.length) {
                deflater.finish();
            }
            while (!deflater.needsInput() || (left <= block.length && !deflater.finished())) {
                bytes.write(output, 0, deflater.deflate(output));
            }
        }
        deflater.end();
        return bytes.toByteArray();
    }

    /** A WebP of 600 × 400, from this package's resources. */
    public static byte[] webp(String name) {
        try (InputStream file = Drawings.class.getResourceAsStream("/pictures/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BufferedImage decoded(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
