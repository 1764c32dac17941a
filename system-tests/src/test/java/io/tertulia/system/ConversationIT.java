package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: two people talk through the whole stack, over sockets of both dialects and over REST. */
class ConversationIT {

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final Person alice = Person.register(tertulia, "alice");
    private final Person bob = Person.register(tertulia, "bob");
    private final String room = alice.createRoom("Tertulia", bob);

    @Test
    void aMessageReachesBothAndIsAcknowledgedToItsSender() {
        try (var hers = alice.open(room);
                var his = bob.open(room)) {
            assertThat(hers.await("ready").at("/data/rooms/" + room).asLong(-1)).isZero();
            his.await("ready");

            hers.send(Map.of("action", "send_message", "content", "Hola!", "client_id", "c-1"));

            JsonNode ack =
                    hers.await(
                            "ack", frame -> frame.at("/data/client_id").asString().equals("c-1"));
            JsonNode message = his.await("message");
            assertThat(message.at("/data/content").asString()).isEqualTo("Hola!");
            assertThat(message.at("/data/sender/username").asString()).isEqualTo(alice.username());
            assertThat(message.at("/data/seq").asLong()).isEqualTo(1);
            assertThat(message.at("/data/room").asString()).isEqualTo(room);
            assertThat(message.at("/data/id")).isEqualTo(ack.at("/data/message_id"));
            assertThat(hers.await("message")).isEqualTo(message);
            // Whatever a frame has shown, REST already shows.
            assertThat(
                            bob.get("/api/v1/chat/rooms/" + room + "/messages/")
                                    .body()
                                    .at("/results/0/id"))
                    .isEqualTo(ack.at("/data/message_id"));
        }
    }

    @Test
    void theSecondDialectTalksWithTheFirst() {
        try (var hers = alice.open(room);
                var his = bob.openSignals(room)) {
            hers.await("ready");

            his.send(
                    Map.of(
                            "type",
                            "new_message",
                            "message",
                            Map.of(
                                    "id", "123",
                                    "content", "Buenas",
                                    "sender", Map.of("username", "somebody-else"),
                                    "created_at", "2024-01-01T12:00:00Z")));
            JsonNode message = hers.await("message");
            assertThat(message.at("/data/content").asString()).isEqualTo("Buenas");
            assertThat(message.at("/data/sender/username").asString()).isEqualTo(bob.username());
            assertThat(message.at("/data/created_at").asString()).doesNotStartWith("2024");

            hers.send(Map.of("action", "send_message", "content", "Muy buenas"));
            JsonNode echoed =
                    his.await(
                            "new_message",
                            frame -> frame.at("/message/content").asString().equals("Muy buenas"));
            assertThat(echoed.at("/message/sender/username").asString())
                    .isEqualTo(alice.username());
            assertThat(his.frames())
                    .allMatch(
                            frame -> frame.at("/type").asString().matches("new_message|typing_.*"));
        }
    }

    @Test
    void typingIsShownToTheOthersInTheirDialect() {
        try (var hers = alice.open(room);
                var his = bob.openSignals(room)) {
            hers.await("ready");

            his.send(Map.of("type", "typing_start"));
            JsonNode typing = hers.await("typing");
            assertThat(typing.at("/data/username").asString()).isEqualTo(bob.username());
            assertThat(typing.at("/data/is_typing").asBoolean()).isTrue();
            his.send(Map.of("type", "typing_stop"));
            hers.await("typing", frame -> !frame.at("/data/is_typing").asBoolean());

            hers.send(Map.of("action", "typing", "is_typing", true));
            assertThat(his.await("typing_start").at("/user_id").asString()).isEqualTo(alice.id());
            hers.send(Map.of("action", "typing", "is_typing", false));
            his.await("typing_stop");
        }
    }

    @Test
    void presenceTellsWhoOpenedTheRoom() {
        try (var hers = alice.open(room)) {
            hers.await("ready");
            try (var his = bob.open(room)) {
                his.await("ready");
                JsonNode joined =
                        hers.await(
                                "user_status",
                                frame ->
                                        frame.at("/data/action").asString().equals("user_joined")
                                                && frame.at("/data/user_id")
                                                        .asString()
                                                        .equals(bob.id()));
                assertThat(joined.at("/data/username").asString()).isEqualTo(bob.username());
                Awaitility.await()
                        .untilAsserted(
                                () ->
                                        assertThat(
                                                        alice.get("/api/v1/chat/online-status/")
                                                                .body()
                                                                .at("/results")
                                                                .toString())
                                                .contains(bob.id())
                                                .contains("\"is_online\":true"));
            }
            hers.await(
                    "user_status",
                    frame -> frame.at("/data/action").asString().equals("user_left"));
        }
    }

    @Test
    void whatIsPostedIsReadBackAtOnceAndARepeatChangesNothing() {
        String id = UUID.randomUUID().toString();
        var body = Map.of("id", id, "room", room, "content", "once");

        var first = alice.post("/api/v1/chat/messages/", body);
        var second = alice.post("/api/v1/chat/messages", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        JsonNode page = bob.get("/api/v1/chat/rooms/" + room + "/messages/").body();
        assertThat(page.get("count").asInt()).isEqualTo(1);
        assertThat(page.at("/results/0")).isEqualTo(first.body());
    }

    @Test
    void aSocketThatComesBackGetsWhatItMissed() {
        for (int i = 1; i <= 3; i++) {
            alice.post("/api/v1/chat/messages/", Map.of("room", room, "content", "m" + i));
        }
        try (var his = bob.open(room, 1)) {
            his.await("ready");
            assertThat(his.frames("message"))
                    .extracting(frame -> frame.at("/data/seq").asLong())
                    .containsExactly(2L, 3L);
        }
    }

    @Test
    void badFramesAreAnsweredAndTheSocketLives() {
        try (var hers = alice.open(room)) {
            hers.await("ready");
            hers.send("{not json");
            hers.send(Map.of("action", "dance", "client_id", "c-2"));
            hers.send(
                    Map.of(
                            "action",
                            "send_message",
                            "content",
                            "x".repeat(4001),
                            "client_id",
                            "c-3"));
            hers.await("error", frame -> frame.at("/data/client_id").asString("").equals("c-2"));
            hers.await("error", frame -> frame.at("/data/client_id").asString("").equals("c-3"));
            hers.send(Map.of("action", "send_message", "content", "still here"));
            hers.await("message");
        }
    }

    @Test
    void theRoomListShowsTheLastMessageAndWhatIsUnread() {
        alice.post("/api/v1/chat/messages/", Map.of("room", room, "content", "unread"));

        JsonNode his = bob.get("/api/v1/chat/rooms/").body().at("/results/0");

        assertThat(his.at("/id").asString()).isEqualTo(room);
        assertThat(his.at("/last_message/content").asString()).isEqualTo("unread");
        assertThat(his.at("/unread_count").asInt()).isEqualTo(1);
        assertThat(his.at("/last_seq").asLong()).isEqualTo(1);
        assertThat(his.at("/participants").size()).isEqualTo(2);
    }

    @Test
    void twoWhoAskForADirectChatAtOnceGetTheSameRoom() {
        var hers =
                CompletableFuture.supplyAsync(
                        () ->
                                alice.post(
                                        "/api/v1/chat/rooms/direct_chat/",
                                        Map.of("user_id", bob.id())));
        var his = bob.post("/api/v1/chat/rooms/direct_chat/", Map.of("username", alice.username()));

        assertThat(his.status()).isEqualTo(200);
        assertThat(hers.join().body().get("id")).isEqualTo(his.body().get("id"));
    }
}
