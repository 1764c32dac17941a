package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.message.attachments.AttachmentClient.Answer;
import io.tertulia.message.attachments.AttachmentClient.Form;
import io.tertulia.message.attachments.images.Drawings;
import io.tertulia.message.log.RoomLog;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
@Timeout(60)
class UploadTests {

    private static final int MEGABYTE = 1024 * 1024;
    private static final byte[] TEXT = "hola".getBytes(UTF_8);

    private final User ana = People.someone("ana");
    private final int port;
    private final Chat chat;
    private final AttachmentClient client;
    private final RoomLog log;
    private UUID room = UUID.randomUUID();

    UploadTests(@LocalServerPort @Autowired int port, @Autowired RoomLog log) {
        this.port = port;
        this.chat = new Chat(port);
        this.client = new AttachmentClient(port);
        this.log = log;
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana);
        Patience.await()
                .until(() -> chat.get(ana, "/api/v1/chat/messages/?room=" + room).status() == 200);
    }

    @Test
    void aFileComesBackAsItWas() {
        byte[] bytes = new byte[MEGABYTE];
        new Random(7).nextBytes(bytes);

        Answer answer = client.upload(ana, room, "data.bin", bytes);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().propertyNames())
                .containsExactly("id", "name", "content_type", "size", "url");
        assertThat(answer.text("name")).isEqualTo("data.bin");
        assertThat(answer.text("content_type")).isEqualTo("application/octet-stream");
        assertThat(answer.body().path("size").asLong()).isEqualTo(bytes.length);
        assertThat(answer.text("url")).isEqualTo(AttachmentClient.PATH + answer.id() + "/");
        assertThat(Arrays.equals(client.get(ana, answer.text("url")).body(), bytes)).isTrue();
    }

    @Test
    void aPictureHasASizeAndAThumbnail() {
        Answer answer = client.upload(ana, room, "foto.png", Drawings.png(640, 480));

        assertThat(answer.text("content_type")).isEqualTo("image/png");
        assertThat(answer.body().path("width").asInt()).isEqualTo(640);
        assertThat(answer.body().path("height").asInt()).isEqualTo(480);
        assertThat(answer.text("thumbnail_url")).isEqualTo(answer.text("url") + "thumbnail/");
        var thumbnail = Drawings.decoded(client.get(ana, answer.text("thumbnail_url")).body());
        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(240);
    }

    @Test
    void thePartsMayComeInAnyOrder() {
        Form form = new Form().file("a.txt", TEXT).field("extra", "?").field("room", room);

        assertThat(client.upload(ana, form).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "<html><script>alert(1)</script>, text/html",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>, image/svg+xml",
        "<script>alert(1)</script>, text/plain",
        "GIF89a<script>alert(1)</script>, image/gif",
        "%PDF-1.7, application/pdf"
    })
    void theTypeIsThatOfTheContent(String content, String type) {
        var form =
                new Form()
                        .field("room", room)
                        .file("nice.png", "image/png", content.getBytes(UTF_8));

        Answer answer = client.upload(ana, form);

        assertThat(answer.text("content_type")).isEqualTo(type);
        assertThat(answer.text("name")).isEqualTo("nice.png");
    }

    @Test
    void aPictureThatCannotBeDecodedIsStillAFile() {
        byte[] broken = Arrays.copyOf(Drawings.png(640, 480), 20);

        Answer answer = client.upload(ana, room, "broken.png", broken);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("width")).isFalse();
        assertThat(client.get(ana, answer.text("url")).body()).isEqualTo(broken);
    }

    @Test
    void aBombIsAFileLikeAnyOther() {
        Answer answer =
                client.upload(ana, room, "bomb.png", Drawings.pngBomb(30_000, 30_000, false));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().has("width")).isFalse();
        assertThat(answer.body().has("thumbnail_url")).isFalse();
    }

    @Test
    void theLargestFileThatIsAllowedIsTaken() {
        Answer answer = client.upload(ana, room, "large.bin", new byte[25 * MEGABYTE]);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("size").asLong()).isEqualTo(25L * MEGABYTE);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndLeavesNothing() {
        byte[] bytes = new byte[25 * MEGABYTE + 1];

        Answer announced = client.upload(ana, room, "large.bin", bytes);
        byte[] body = new Form().field("room", room).file("large.bin", bytes).finished();
        Answer unannounced =
                client.post(ana, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));

        for (Answer answer : new Answer[] {announced, unannounced}) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text("code")).isEqualTo("too_large");
            assertThat(answer.text("detail")).contains("26214400");
        }
        assertThat(log.uploads().unsentOf(ana.id(), 10).count()).isZero();
    }

    @Test
    void aBodyThatIsFarTooLargeIsRefusedUnread() {
        byte[] body = new Form().field("room", room).file("x", new byte[27 * MEGABYTE]).finished();

        Answer answer = client.post(ana, BodyPublishers.ofByteArray(body));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void whatIsMissingOrBadIsNamed() {
        Answer nothing = client.upload(ana, new Form().field("other", "x"));
        Answer noRoom = client.upload(ana, new Form().file("a.txt", TEXT));
        Answer empty = client.upload(ana, room, "a.txt", new byte[0]);
        Answer noUuid = client.upload(ana, new Form().file("a", TEXT).field("room", "x"));
        Answer twoFiles =
                client.upload(ana, new Form().field("room", room).file("a", TEXT).file("b", TEXT));

        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.names("file")).isTrue();
        assertThat(nothing.names("room")).isTrue();
        assertThat(noRoom.names("room")).isTrue();
        assertThat(empty.names("file")).isTrue();
        assertThat(noUuid.names("room")).isTrue();
        assertThat(twoFiles.names("file")).isTrue();
        assertThat(log.uploads().unsentOf(ana.id(), 10).count()).isZero();
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        byte[] cut = new Form().field("room", room).file("a.txt", TEXT).unfinished();

        Answer unfinished = client.post(ana, BodyPublishers.ofByteArray(cut));
        Answer json = client.post(ana, "application/json", BodyPublishers.ofString("{}"));
        Answer noBoundary =
                client.post(ana, "multipart/form-data", BodyPublishers.ofString("hello"));
        Answer noise =
                client.post(
                        ana,
                        "multipart/form-data; boundary=x",
                        BodyPublishers.ofString("\r\n".repeat(5_000)));

        assertThat(unfinished.status()).isEqualTo(400);
        assertThat(json.status()).isEqualTo(415);
        assertThat(noBoundary.status()).isEqualTo(400);
        assertThat(noise.status()).isEqualTo(400);
        assertThat(noise.text("code")).isIn("malformed", "invalid");
    }

    @Test
    void whoBreaksOffLeavesNothing() throws IOException {
        String request =
                """
                POST /api/v1/chat/attachments/ HTTP/1.1\r
                Host: x\r
                Content-Length: 5000000\r
                Content-Type: multipart/form-data; boundary=b\r
                Authorization: Bearer %s\r
                \r
                --b\r
                Content-Disposition: form-data; name="file"; filename="a"\r
                \r
                """
                        .formatted(TestIssuer.shared().token(ana));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().write(new byte[MEGABYTE]);
            Patience.await().until(() -> log.uploads().unsentOf(ana.id(), 10).count() == 1);
        }

        Patience.await().until(() -> log.uploads().unsentOf(ana.id(), 10).count() == 0);
    }

    @Test
    void onlyParticipantsOfAnOpenRoomUpload() {
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "");
        UUID closed = chat.room(ana);
        chat.publish(9, new RoomEvent.RoomUpdated(Chat.state(closed, false)));

        Answer stranger = client.upload(eve, room, "a.txt", TEXT);
        Answer roomLast = client.upload(eve, new Form().file("a.txt", TEXT).field("room", room));
        Answer nowhere = client.upload(ana, UUID.randomUUID(), "a.txt", TEXT);
        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(client.upload(ana, closed, "a.txt", TEXT).text("code"))
                                        .isEqualTo("room_closed"));

        assertThat(stranger.text("code")).isEqualTo("not_a_participant");
        assertThat(roomLast.status()).isEqualTo(403);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(log.uploads().unsentOf(eve.id(), 10).count()).isZero();
    }

    @Test
    void onePersonCannotKeepTooMuchUnsent() {
        Answer first = client.upload(ana, room, "0.txt", TEXT);
        for (int i = 1; i < 20; i++) {
            client.upload(ana, room, i + ".txt", TEXT);
        }

        Answer oneTooMany = client.upload(ana, room, "21.txt", TEXT);

        assertThat(oneTooMany.status()).isEqualTo(409);
        assertThat(oneTooMany.text("code")).isEqualTo("too_many_uploads");
        assertThat(client.call("DELETE", ana, first.text("url")).statusCode()).isEqualTo(204);
        assertThat(client.upload(ana, room, "21.txt", TEXT).status()).isEqualTo(201);
    }

    @Test
    void aNameIsOnlyAName() {
        Answer answer = client.upload(ana, room, "../../etc/\u202ecancio\u0301n\u0007.png", TEXT);

        assertThat(answer.text("name")).isEqualTo("canción.png");
        assertThat(client.get(ana, answer.text("url")).headers().map())
                .containsEntry(
                        "content-disposition",
                        List.of(
                                "attachment; filename=\"canci_n.png\";"
                                        + " filename*=UTF-8''canci%C3%B3n.png"));
    }

    @Test
    void whatIsLetGoIsGone() {
        User eve = People.someone("eve");
        Answer answer = client.upload(ana, room, "a.txt", TEXT);
        Map<String, Object> message = Map.of("room", room, "attachment_id", answer.id());

        assertThat(client.call("DELETE", eve, answer.text("url")).statusCode()).isEqualTo(404);
        assertThat(client.call("DELETE", ana, answer.text("url")).statusCode()).isEqualTo(204);

        assertThat(client.get(ana, answer.text("url")).statusCode()).isEqualTo(404);
        assertThat(client.call("DELETE", ana, answer.text("url")).statusCode()).isEqualTo(404);
        assertThat(chat.post(ana, "/api/v1/chat/messages/", message).status()).isEqualTo(400);
    }
}
