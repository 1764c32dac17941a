package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.attachments.AttachmentClient.Answer;
import io.tertulia.message.attachments.images.Drawings;
import io.tertulia.test.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Goal: a file that harms whoever opens it is stored and given back, and opened by nobody. */
@ServiceTest
@Timeout(60)
class HostileUploadsTests {

    private static final int MEBIBYTE = 1 << 20;

    private final User ana = People.someone("ana");
    private final Chat chat;
    private final AttachmentClient client;
    private UUID room = UUID.randomUUID();

    @Autowired
    HostileUploadsTests(@LocalServerPort int port) {
        chat = new Chat(port);
        client = new AttachmentClient(port);
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana);
        String changes = "/api/v1/chat/rooms/" + room + "/changes";
        Patience.await().until(() -> chat.get(ana, changes).status() == 200);
    }

    static Stream<Named<byte[]>> hostile() throws IOException {
        return Stream.of(
                Named.of("zeros in a zip", zip(zip("a", new byte[0]), 64 * MEBIBYTE)),
                Named.of("zips in zips", nested()),
                Named.of("zeros in gzip", gzip(64 * MEBIBYTE)),
                Named.of("a PNG of 60,000 x 60,000", Drawings.pngBomb(60_000, 60_000, false)),
                Named.of("a PNG of 2^31 - 1 in width", pngHead(Integer.MAX_VALUE, 1)),
                Named.of("a PNG less than nothing", pngHead(-1, -1)),
                Named.of("a GIF of 65,535 x 65,535", text("GIF89a\u00FF\u00FF\u00FF\u00FF\0\0\0;")),
                Named.of("a JPEG of 65,500 x 65,500", jpegHead()),
                Named.of("a WebP of 2^24 x 2^24", webpHead()),
                Named.of("an SVG that runs", svg("<script>alert(1)</script>")),
                Named.of("an SVG that laughs a billion times", laughs()),
                Named.of("an SVG that reads files", svg("<image href='file:///etc/passwd'/>")),
                Named.of("a page", text("<!doctype html><script>alert(1)</script>")),
                Named.of("a script", text("alert(1)")),
                Named.of("a PDF that runs", text("%PDF-1.7\n/OpenAction << /S /JavaScript >>")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isAFileToBeSavedAndNoPicture(byte[] hostile) {
        Answer answer = client.upload(ana, room, "nice.png", hostile);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("width")).isFalse();
        assertThat(answer.body().has("thumbnail_url")).isFalse();
        HttpResponse<byte[]> file = client.get(ana, answer.text("url"));
        assertThat(file.body()).isEqualTo(hostile);
        assertThat(header(file, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(file, "content-disposition")).startsWith("attachment; ");
        assertThat(header(file, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(file, "content-security-policy")).contains("sandbox");
    }

    @Test
    void aPictureThatIsAPageAsWellIsShownAsAPictureOnly() {
        byte[] polyglot =
                concat(Drawings.gif(20, 20), text("*/=1;alert(1)//<script>alert(1)</script>"));

        Answer answer = client.upload(ana, room, "nice.html", polyglot);

        HttpResponse<byte[]> file = client.get(ana, answer.text("url"));
        assertThat(header(file, "content-type")).isEqualTo("image/gif");
        assertThat(header(file, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(file, "content-security-policy"))
                .isEqualTo("default-src 'none'; sandbox");
        HttpResponse<byte[]> thumbnail = client.get(ana, answer.text("thumbnail_url"));
        assertThat(new String(thumbnail.body(), ISO_8859_1)).doesNotContain("alert");
    }

    @Test
    void aBodyThatIsPackedIsNotUnpacked() throws IOException {
        Answer answer =
                client.post(ana, "application/gzip", BodyPublishers.ofByteArray(gzip(MEBIBYTE)));

        assertThat(answer.status()).isEqualTo(415);
    }

    private static byte[] zip(byte[] first, int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../first"));
            zip.write(first);
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] nested() throws IOException {
        byte[] zip = zip(new byte[0], 16 * MEBIBYTE);
        for (int depth = 0; depth < 20; depth++) {
            zip = zip(depth + ".zip", zip);
        }
        return zip;
    }

    private static byte[] gzip(int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }

    private static byte[] pngHead(int width, int height) {
        byte[] png = Drawings.png(1, 1);
        byte[] size = ByteBuffer.allocate(8).putInt(width).putInt(height).array();
        System.arraycopy(size, 0, png, 16, size.length);
        return png;
    }

    /** The size stands in the frame's head, five bytes after its marker. */
    private static byte[] jpegHead() {
        byte[] jpeg = Drawings.progressiveJpeg(16, 16);
        for (int i = 0; i < jpeg.length - 8; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC2) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFF);
                return jpeg;
            }
        }
        throw new IllegalStateException("no progressive JPEG");
    }

    private static byte[] webpHead() {
        return concat(
                text("RIFF\u001e\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0"),
                text("\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF"));
    }

    private static byte[] svg(String inner) {
        return text("<svg xmlns='http://www.w3.org/2000/svg'>" + inner + "</svg>");
    }

    private static byte[] laughs() {
        var svg = new StringBuilder("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            svg.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        return text(svg + "]><svg xmlns='http://www.w3.org/2000/svg'>&a29;</svg>");
    }

    private static byte[] text(String bytes) {
        return bytes.getBytes(ISO_8859_1);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }
}
