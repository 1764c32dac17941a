package io.tertulia.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
@Timeout(60)
class SendingTests {

    private static final String MESSAGES = "/api/v1/chat/messages/";

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private UUID room = UUID.randomUUID();

    SendingTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        awaitParticipant(bob, room);
    }

    private void awaitParticipant(User user, UUID where) {
        Patience.await()
                .until(
                        () ->
                                chat.get(user, "/api/v1/chat/rooms/" + where + "/changes").status()
                                        == 200);
    }

    @Test
    void storesAndPublishesAMessage() {
        try (var tap = KafkaTap.on(Topics.MESSAGE_EVENTS)) {
            Chat.Answer sent = chat.send(ana, room, "hola\u0000 cancio\u0301n");

            assertThat(sent.status()).isEqualTo(201);
            assertThat(sent.text("content")).isEqualTo("hola canción");
            assertThat(sent.body().path("seq").asLong()).isEqualTo(1);
            assertThat(sent.body().path("sender").path("username").asString())
                    .isEqualTo(ana.username());
            var event = tap.await(each -> each.key().equals(room));
            assertThat(event.sequence()).isEqualTo(1);
            assertThat(event.data()).isInstanceOf(MessageEvent.MessageSent.class);
            assertThat(event.data().message().id()).hasToString(sent.text("id"));
            assertThat(chat.get(bob, MESSAGES + sent.text("id")).body()).isEqualTo(sent.body());
        }
    }

    @Test
    void answersARepeatedIdWithTheFirstMessage() {
        var request = Map.of("room", room, "content", "once", "id", UUID.randomUUID());
        Chat.Answer first = chat.post(ana, MESSAGES, request);
        chat.send(bob, room, "between");
        var changed = Map.of("room", room, "content", "twice", "id", request.get("id"));

        Chat.Answer again = chat.post(ana, MESSAGES, changed);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(
                        chat.get(ana, "/api/v1/chat/rooms/" + room + "/messages/")
                                .body()
                                .path("count")
                                .asLong())
                .isEqualTo(2);
    }

    @Test
    void refusesAnIdOfSomebodyElse() {
        UUID id = UUID.randomUUID();
        chat.post(ana, MESSAGES, Map.of("room", room, "content", "mine", "id", id));

        Chat.Answer taken =
                chat.post(bob, MESSAGES, Map.of("room", room, "content", "mine", "id", id));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("code")).isEqualTo("id_taken");
    }

    @Test
    void namesAllInvalidFields() {
        Chat.Answer answer = chat.post(ana, MESSAGES, Map.of("content", " \u0007 "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").path("room").get(0).asString())
                .contains("required");
        assertThat(answer.body().path("errors").path("content").get(0).asString()).contains("4000");
    }

    @Test
    void namesAnAttachmentThatIsNone() {
        Map<String, Object> request = Map.of("room", room, "attachment_id", UUID.randomUUID());
        Chat.Answer unknown = chat.post(ana, MESSAGES, request);
        Chat.Answer noId =
                chat.post(ana, MESSAGES, Map.of("room", room, "attachment_id", "foto.png"));

        for (Chat.Answer answer : new Chat.Answer[] {unknown, noId}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors").has("attachment_id")).isTrue();
        }
    }

    @Test
    void refusesAStrangerAndAnUnknownRoom() {
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "");

        Chat.Answer stranger = chat.send(eve, room, "let me in");
        Chat.Answer nowhere = chat.send(eve, UUID.randomUUID(), "hello?");

        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.text("code")).isEqualTo("not_a_participant");
        assertThat(nowhere.status()).isEqualTo(404);
    }

    @Test
    void letsSomebodyWriteWhoseJoiningItHasNotHeardOf() {
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "member");

        assertThat(chat.send(eve, room, "just joined").status()).isEqualTo(201);
    }

    @Test
    void refusesWhoHasLeft() {
        chat.publish(5, new RoomEvent.ParticipantLeft(Chat.state(room, true), bob));
        FakeRoomService.shared().knows(room, bob.id(), 5, "");

        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(chat.send(bob, room, "still here?").status())
                                        .isEqualTo(403));
    }

    @Test
    void refusesWritingToAClosedRoom() {
        chat.publish(5, new RoomEvent.RoomUpdated(Chat.state(room, false)));

        Patience.await()
                .untilAsserted(
                        () ->
                                assertThat(chat.send(ana, room, "anybody?").text("code"))
                                        .isEqualTo("room_closed"));
    }

    @Test
    void quotesTheMessageThatIsRepliedTo() {
        String first = chat.send(ana, room, "question").text("id");

        Chat.Answer reply =
                chat.post(
                        bob,
                        MESSAGES,
                        Map.of("room", room, "content", "answer", "reply_to_id", first));
        Chat.Answer lost =
                chat.post(
                        bob,
                        MESSAGES,
                        Map.of("room", room, "content", "what?", "reply_to_id", UUID.randomUUID()));

        assertThat(reply.body().path("reply_to").path("content").asString()).isEqualTo("question");
        assertThat(lost.status()).isEqualTo(400);
        assertThat(lost.body().path("errors").has("reply_to_id")).isTrue();
    }

    @Test
    void letsOnlyTheSenderEdit() {
        String id = chat.send(ana, room, "frist").text("id");

        Chat.Answer edited =
                chat.call(ana, "PATCH", MESSAGES + id + "/", Map.of("content", "first"));
        Chat.Answer refused = chat.call(bob, "PUT", MESSAGES + id + "/", Map.of("content", "mine"));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.text("content")).isEqualTo("first");
        assertThat(edited.body().path("is_edited").asBoolean()).isTrue();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("not_the_sender");
    }

    @Test
    void letsTheSenderAndTheOwnerDelete() {
        String ofBob = chat.send(bob, room, "oops").text("id");
        String ofAna = chat.send(ana, room, "mine").text("id");

        assertThat(chat.call(bob, "DELETE", MESSAGES + ofAna + "/", null).status()).isEqualTo(403);
        assertThat(chat.call(ana, "DELETE", MESSAGES + ofBob + "/", null).status()).isEqualTo(204);
        Chat.Answer deleted = chat.get(bob, MESSAGES + ofBob);
        assertThat(deleted.body().path("is_deleted").asBoolean()).isTrue();
        assertThat(deleted.text("content")).isEmpty();
        assertThat(chat.call(ana, "DELETE", MESSAGES + ofBob + "/", null).text("code"))
                .isEqualTo("already_deleted");
    }

    @Test
    void countsReactions() {
        String id = chat.send(ana, room, "vote").text("id");
        String path = MESSAGES + id + "/reactions/%F0%9F%91%8D/";

        chat.call(ana, "PUT", path, null);
        Chat.Answer two = chat.call(bob, "PUT", path, null);
        assertThat(two.body().path("reactions").path("👍").asInt()).isEqualTo(2);

        assertThat(chat.call(bob, "DELETE", path, null).status()).isEqualTo(204);
        assertThat(chat.get(ana, MESSAGES + id).body().path("reactions").path("👍").asInt())
                .isEqualTo(1);
    }

    @Test
    void hidesMessagesOfOthersRooms() {
        String id = chat.send(ana, room, "secret").text("id");
        User eve = People.someone("eve");
        FakeRoomService.shared().knows(room, eve.id(), 9, "");

        assertThat(chat.get(eve, MESSAGES + id).status()).isEqualTo(404);
        assertThat(chat.call(eve, "DELETE", MESSAGES + id, null).status()).isEqualTo(404);
        assertThat(chat.get(eve, MESSAGES + "no-uuid").status()).isEqualTo(404);
    }

    @Test
    void anAdminDeletesAnybodysMessage() {
        User mod = People.someone("mod");
        chat.join(room, mod, Role.ADMIN, 7);
        awaitParticipant(mod, room);
        String id = chat.send(ana, room, "rude").text("id");

        assertThat(chat.call(mod, "DELETE", MESSAGES + id, null).status()).isEqualTo(204);
    }
}
