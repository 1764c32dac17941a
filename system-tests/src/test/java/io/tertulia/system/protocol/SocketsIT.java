package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.CAROL;
import static io.tertulia.system.protocol.Cast.DAVE;
import static io.tertulia.system.protocol.Cast.MESSAGES;
import static io.tertulia.system.protocol.Cast.ROOMS;
import static io.tertulia.system.protocol.Cast.TERTULIA;
import static io.tertulia.system.protocol.Cast.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Forger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Goal: sockets of one room begin, go on and end as the contract says. */
class SocketsIT {

    private final String room = ALICE.createRoom("Sockets", BOB);

    @Test
    void readyComesFirstAndTellsWhereTheLogEnds() {
        ALICE.say(room, "one");
        try (var socket = BOB.open(room)) {
            socket.await("ready");

            JsonNode first = socket.frames().getFirst();
            assertThat(first.get("type").asString()).isEqualTo("ready");
            assertThat(first.at("/data/user")).isEqualTo(BOB.user());
            assertThat(first.at("/data/rooms/" + room).asLong()).isEqualTo(1);
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissedBeforeReady() {
        String first = id(ALICE.say(room, "seen"));
        String second = id(ALICE.say(room, "missed"));
        ALICE.put(MESSAGES + first + "/", Map.of("content", "edited meanwhile")).expect(200);
        try (var socket = BOB.open(room, 1)) {
            socket.await("ready");

            assertThat(socket.frames().subList(0, 3))
                    .extracting(
                            frame -> frame.get("type").asString(),
                            frame -> frame.at("/data/seq").asLong(0))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("message", 2L),
                            org.assertj.core.groups.Tuple.tuple("message_edited", 3L),
                            org.assertj.core.groups.Tuple.tuple("ready", 0L));
            assertThat(socket.frames("message").getFirst().at("/data/id").asString())
                    .isEqualTo(second);
        }
    }

    @Test
    void whoIsRemovedIsClosedOut() throws Exception {
        ALICE.post(ROOMS + room + "/participants/", Map.of("user_ids", List.of(CAROL.id())))
                .expect(200);
        try (var hers = ALICE.open(room);
                var socket = CAROL.open(room)) {
            socket.await("ready");
            hers.await("ready");

            ALICE.delete(ROOMS + room + "/participants/" + CAROL.id() + "/").expect(204);

            assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo(4403);
            JsonNode left = hers.await("participant_left");
            assertThat(left.at("/data/user/id").asString()).isEqualTo(CAROL.id());
        }
        assertThat(ChatSocket.refusalOf(() -> CAROL.open(room))).isEqualTo(403);
    }

    @Test
    void whoLeavesIsClosedOutInEitherDialect() throws Exception {
        CAROL.post(ROOMS + room + "/join/").expect(200);
        try (var actions = CAROL.open(room);
                var signals = CAROL.openSignals(room)) {
            actions.await("ready");

            CAROL.post(ROOMS + room + "/leave/").expect(200);

            assertThat(actions.closed().get(20, TimeUnit.SECONDS)).isEqualTo(4403);
            assertThat(signals.closed().get(20, TimeUnit.SECONDS)).isEqualTo(4403);
        }
    }

    @Test
    void whoseTokenExpiresIsClosedOut() throws Exception {
        Forger forger = Forger.with(TERTULIA, ALICE);
        String brief = forger.endingAt(ALICE, Instant.now().plus(Duration.ofSeconds(5)));
        try (var socket = ChatSocket.connect(address(""), brief)) {
            socket.await("ready");

            assertThat(socket.closed().get(30, TimeUnit.SECONDS)).isEqualTo(4401);
        }
        String expired = forger.endingAt(ALICE, Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(ChatSocket.refusalOf(() -> ChatSocket.connect(address(""), expired)))
                .isEqualTo(401);
    }

    @Test
    void everyAnswerNamesTheFrameThatItAnswers() {
        try (var socket = ALICE.open(room)) {
            String id = UUID.randomUUID().toString();
            socket.send(
                    Map.of("action", "send_message", "content", "x", "id", id, "client_id", "c1"));
            socket.send(Map.of("action", "ping", "client_id", "c2"));
            socket.send(Map.of("action", "send_message", "content", "", "client_id", "c3"));

            JsonNode sent = socket.await("ack", named("c1"));
            assertThat(sent.at("/data/message_id").asString()).isEqualTo(id);
            assertThat(sent.at("/data/seq").asLong()).isEqualTo(1);
            assertThat(socket.await("ack", named("c2")).at("/data/seq").isNull()).isTrue();
            JsonNode error = socket.await("error", named("c3"));
            assertThat(error.at("/data/code").asString()).isEqualTo("invalid");
            assertThat(error.at("/data/detail").asString()).contains("content");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{not json                                                       | malformed",
                "[]                                                              | malformed",
                "{\"action\": \"dance\"}                                         | unknown_action",
                "{\"content\": \"no action\"}                                    | invalid",
                "{\"action\": \"typing\", \"is_typing\": \"yes\"}                | invalid",
                "{\"action\": \"mark_read\", \"message_ids\": \"all\"}           | invalid",
                "{\"action\": \"send_message\", \"content\": 1}                  | invalid",
                "{\"action\": \"send_message\", \"content\": \"x\", \"id\": \"1\"} | invalid",
                "{\"action\": \"delete_message\", \"message_id\": \"NONE\"} | unknown_message",
                "{\"action\": \"ping\", \"room\": \"NONE\"} | wrong_room",
            })
    void aBadFrameIsAnsweredAndTheSocketGoesOn(String frame, String code) {
        try (var socket = ALICE.open(room)) {
            socket.send(frame.replace("NONE", "6f1c2d0a-0000-4000-8000-000000000000"));

            JsonNode error = socket.await("error");
            assertThat(error.at("/data/code").asString()).isEqualTo(code);
            socket.send("{\"action\": \"ping\"}");
            socket.await("ack");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ready",
        "'', chat.actions, ready",
        "?token=, '', ''",
        "?token=, chat.actions, ready",
        "'', chat.signals, ''",
        "?dialect=signals, '', ''",
        "?dialect=signals, chat.actions, ready",
        "?dialect=actions&token=, '', ready",
    })
    void theDialectIsChosen(String query, String subprotocol, String first) {
        String asked = query.replace("token=", "token=" + ALICE.token());
        var header = Map.of("Authorization", "Bearer " + ALICE.token());
        String[] offered = subprotocol.isEmpty() ? new String[0] : new String[] {subprotocol};
        try (var socket = ChatSocket.connect(address(asked), header, offered)) {
            assertThat(socket.subprotocol()).isEqualTo(subprotocol);
            BOB.say(room, "to be seen");
            if (first.isEmpty()) {
                socket.await("new_message");
                assertThat(socket.frames("ready")).isEmpty();
            } else {
                socket.await("message");
                assertThat(socket.frames().getFirst().get("type").asString()).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"?after=-1, 400", "?after=x, 400", "?dialect=latin, 400", "?after=%zz, 400"})
    void aBadAddressIsRefused(String query, int status) {
        int refused =
                query.contains("%")
                        ? status
                        : ChatSocket.refusalOf(
                                () -> ChatSocket.connect(address(query), ALICE.token()));

        assertThat(refused).isEqualTo(status);
    }

    @Test
    void aPageOfAForeignOriginIsRefused() {
        var header =
                Map.of(
                        "Authorization",
                        "Bearer " + ALICE.token(),
                        "Origin",
                        "https://evil.example");

        assertThat(ChatSocket.refusalOf(() -> ChatSocket.connect(address(""), header)))
                .isEqualTo(403);
    }

    @Test
    void aRequestThatIsNoUpgradeIsToldSo() {
        assertThat(ALICE.get("/ws/chat/" + room + "/").expect(426).code())
                .isEqualTo("upgrade_required");
    }

    @Test
    void aFrameOverTheLimitEndsTheSocket() throws Exception {
        try (var socket = ALICE.open(room)) {
            socket.await("ready");
            socket.send("{\"action\": \"" + "x".repeat(70_000) + "\"}");

            assertThat(socket.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1009);
        }
    }

    @Test
    void typingEndsByItself() {
        try (var hers = ALICE.open(room);
                var his = BOB.open(room)) {
            hers.send(Map.of("action", "typing", "is_typing", true));
            his.await("typing", frame -> frame.at("/data/is_typing").asBoolean());

            his.await("typing", frame -> !frame.at("/data/is_typing").asBoolean());
        }
    }

    @Test
    void aChangeOfTheRoomIsShown() {
        try (var his = BOB.open(room)) {
            his.await("ready");
            ALICE.patch(ROOMS + room + "/", Map.of("name", "Renamed")).expect(200);
            DAVE.post(ROOMS + room + "/join/").expect(200);

            JsonNode updated = his.await("room_updated").get("data");
            assertThat(updated.get("name").asString()).isEqualTo("Renamed");
            assertThat(updated.get("room").asString()).isEqualTo(room);
            JsonNode joined =
                    his.await(
                                    "participant_joined",
                                    frame -> frame.at("/data/user").equals(DAVE.user()))
                            .get("data");
            assertThat(joined.get("role").asString()).isEqualTo("member");
            assertThat(joined.get("participant_count").asInt()).isEqualTo(3);
        }
    }

    private static java.util.function.Predicate<JsonNode> named(String clientId) {
        return frame -> frame.at("/data/client_id").asString("").equals(clientId);
    }

    private URI address(String query) {
        return TERTULIA.socketUri("/ws/chat/" + room + "/" + query);
    }
}
