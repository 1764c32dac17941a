package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.attachments.AttachmentClient.Answer;
import io.tertulia.message.attachments.images.Drawings;
import io.tertulia.test.People;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
@Timeout(60)
class DownloadTests {

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private final AttachmentClient client;
    private final byte[] bytes = new byte[1_000_000];
    private UUID room = UUID.randomUUID();
    private String url = "";

    DownloadTests(@LocalServerPort @Autowired int port) {
        this.chat = new Chat(port);
        this.client = new AttachmentClient(port);
    }

    @BeforeEach
    void upload() {
        room = chat.room(ana, bob);
        Patience.await()
                .until(() -> chat.get(bob, "/api/v1/chat/messages/?room=" + room).status() == 200);
        new Random(7).nextBytes(bytes);
        url = client.upload(ana, room, "data.bin", bytes).text("url");
    }

    private void sent(String attachment) {
        String id = attachment.replace(AttachmentClient.PATH, "").replace("/", "");
        var message = Map.of("room", room, "attachment_id", id);
        assertThat(chat.post(ana, "/api/v1/chat/messages/", message).status()).isEqualTo(201);
    }

    private int status(User caller) {
        return client.get(caller, url).statusCode();
    }

    @Test
    void onlyTheUploaderSeesWhatIsNotSent() {
        assertThat(status(ana)).isEqualTo(200);
        assertThat(status(bob)).isEqualTo(404);

        sent(url);

        assertThat(status(bob)).isEqualTo(200);
        assertThat(Arrays.equals(client.get(bob, url).body(), bytes)).isTrue();
    }

    @Test
    void onlyThoseSeeItWhoTakePartNow() {
        sent(url);
        User late = People.someone("late");

        assertThat(status(People.someone("eve"))).isEqualTo(404);
        chat.join(room, late, Role.MEMBER, 5);
        Patience.await().until(() -> status(late) == 200);
        chat.publish(6, new RoomEvent.ParticipantLeft(Chat.state(room, true), bob));
        Patience.await().until(() -> status(bob) == 404);
        assertThat(client.get(bob, url + "thumbnail/").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsUnknownIsNotFound() {
        String unknown = AttachmentClient.PATH + UUID.randomUUID() + "/";

        for (String path : new String[] {unknown, AttachmentClient.PATH + "x/", url + "x/"}) {
            assertThat(client.get(ana, path).statusCode()).isEqualTo(404);
        }
        assertThat(client.get(ana, url + "thumbnail/").statusCode()).isEqualTo(404);
    }

    @Test
    void browsersAreToldToSaveItAndNeverToRunIt() {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(UTF_8);
        String evil = client.upload(ana, room, "nice.png", page).text("url");

        HttpResponse<byte[]> answer = client.get(ana, evil);

        assertThat(header(answer, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "content-disposition")).startsWith("attachment; ");
        assertThatItIsContained(answer);
    }

    @Test
    void picturesAreShown() {
        Answer picture = client.upload(ana, room, "foto.jpg", Drawings.jpeg(640, 480));

        HttpResponse<byte[]> answer = client.get(ana, picture.text("url"));
        HttpResponse<byte[]> thumbnail = client.get(ana, picture.text("thumbnail_url"));

        assertThat(header(answer, "content-type")).isEqualTo("image/jpeg");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo("inline; filename=\"foto.jpg\"; filename*=UTF-8''foto.jpg");
        assertThat(header(thumbnail, "content-type")).isEqualTo("image/jpeg");
        assertThat(header(thumbnail, "content-disposition")).startsWith("inline; ");
        assertThatItIsContained(answer);
        assertThatItIsContained(thumbnail);
    }

    @Test
    void aBombIsNotShown() {
        byte[] bomb = Drawings.pngBomb(30_000, 30_000, false);
        String bombUrl = client.upload(ana, room, "bomb.png", bomb).text("url");

        HttpResponse<byte[]> answer = client.get(ana, bombUrl);

        assertThat(header(answer, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "content-disposition")).startsWith("attachment; ");
    }

    private static void assertThatItIsContained(HttpResponse<byte[]> answer) {
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "content-security-policy"))
                .isEqualTo("default-src 'none'; sandbox");
        assertThat(header(answer, "cross-origin-resource-policy")).isEqualTo("same-site");
        assertThat(header(answer, "cache-control")).contains("private", "immutable");
        assertThat(header(answer, "vary")).isEqualTo("Authorization, Cookie");
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    @Test
    void aHeadHasTheSameHeadersAndNoBody() {
        HttpResponse<byte[]> head = client.call("HEAD", ana, url, "Range", "bytes=0-9");
        HttpResponse<byte[]> get = client.get(ana, url);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body().length).isZero();
        for (String name :
                new String[] {"content-length", "content-type", "etag", "accept-ranges"}) {
            assertThat(header(head, name)).isNotEmpty().isEqualTo(header(get, name));
        }
        assertThat(header(head, "content-length")).isEqualTo("1000000");
        assertThat(client.call("HEAD", bob, url).statusCode()).isEqualTo(404);
    }

    @Test
    void aRangeIsAPart() {
        assertThatPart("bytes=0-9", 0, 10);
        assertThatPart("bytes=261119-261121", 261_119, 261_122);
        assertThatPart("bytes=999990-", 999_990, 1_000_000);
        assertThatPart("bytes=-5", 999_995, 1_000_000);
        assertThatPart("bytes=300000-9999999", 300_000, 1_000_000);
    }

    private void assertThatPart(String range, int from, int to) {
        HttpResponse<byte[]> answer = client.get(ana, url, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(bytes, from, to))).isTrue();
        assertThat(header(answer, "content-range"))
                .isEqualTo("bytes %d-%d/1000000".formatted(from, to - 1));
        assertThat(header(answer, "content-length")).isEqualTo(Integer.toString(to - from));
        assertThat(header(answer, "content-disposition")).startsWith("attachment");
    }

    @Test
    void severalRangesAreSeveralParts() {
        HttpResponse<byte[]> answer =
                client.get(ana, url, "Range", "bytes=999998-999999,0-1,500000-500001");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "content-type")).startsWith("multipart/byteranges; boundary=");
        String body = new String(answer.body(), ISO_8859_1);
        assertThat(body)
                .contains("Content-Range: bytes 999998-999999/1000000\r\n\r\n" + text(999_998))
                .contains("Content-Range: bytes 0-1/1000000\r\n\r\n" + text(0))
                .contains("Content-Range: bytes 500000-500001/1000000\r\n\r\n" + text(500_000))
                .contains("Content-Type: application/octet-stream");
        assertThatItIsContained(answer);
    }

    private String text(int from) {
        return new String(bytes, from, 2, ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1000000-",
                "bytes=5-4",
                "bytes=-0",
                "bytes=a-b",
                "bytes=0-999999,0-9"
            })
    void aRangeThatIsNotThereIsRefused(String range) {
        HttpResponse<byte[]> answer = client.get(ana, url, "Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "content-range")).isEqualTo("bytes */1000000");
        assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(new String(answer.body(), UTF_8)).contains("\"range_not_satisfiable\"");
    }

    @Test
    void aRangeOfSomethingElseIsNone() {
        String tag = header(client.get(ana, url), "etag");

        assertThat(client.get(ana, url, "Range", "pages=1-2").statusCode()).isEqualTo(200);
        assertThat(client.get(ana, url, "Range", "bytes=0-9", "If-Range", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(client.get(ana, url, "Range", "bytes=0-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        String tag = header(client.get(ana, url), "etag");

        HttpResponse<byte[]> again = client.get(ana, url, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body().length).isZero();
        assertThat(header(again, "cache-control")).contains("immutable");
        assertThat(client.get(ana, url, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(client.get(bob, url, "If-None-Match", tag).statusCode()).isEqualTo(404);
        assertThat(client.call("HEAD", ana, url, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
}
