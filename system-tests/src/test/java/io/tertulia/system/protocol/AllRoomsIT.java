package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.ROOMS;
import static io.tertulia.system.protocol.Cast.TERTULIA;
import static io.tertulia.system.protocol.Cast.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.ChatSocket;
import io.tertulia.system.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: one socket shows all rooms, those that come and go while it is open included. */
class AllRoomsIT {

    private final Person person = Person.register(TERTULIA, "roomy");
    private final String first = ALICE.createRoom("First", person);
    private final String second = BOB.createRoom("Second", person);

    @Test
    void readyTellsWhereEachRoomsLogEnds() {
        ALICE.say(first, "one");
        try (var socket = person.openAll()) {
            JsonNode rooms = socket.await("ready").at("/data/rooms");

            assertThat(rooms.propertyNames()).containsExactlyInAnyOrder(first, second);
            assertThat(rooms.get(first).asLong()).isEqualTo(1);
            assertThat(rooms.get(second).asLong()).isZero();
        }
    }

    @Test
    void messagesOfAllRoomsComeAndNameTheirRoom() {
        try (var socket = person.openAll()) {
            socket.await("ready");
            String hers = id(ALICE.say(first, "in the first"));
            String his = id(BOB.say(second, "in the second"));

            assertThat(socket.await("message", about(hers)).at("/data/room").asString())
                    .isEqualTo(first);
            assertThat(socket.await("message", about(his)).at("/data/room").asString())
                    .isEqualTo(second);
        }
    }

    @Test
    void aFrameIsForTheRoomThatItNames() {
        try (var socket = person.openAll();
                var his = BOB.open(second)) {
            socket.await("ready");
            socket.send(
                    Map.of(
                            "action",
                            "send_message",
                            "room",
                            second,
                            "content",
                            "hello",
                            "client_id",
                            "a"));
            socket.send(Map.of("action", "send_message", "content", "where?", "client_id", "b"));

            socket.await("ack", each -> each.at("/data/client_id").asString("").equals("a"));
            assertThat(his.await("message").at("/data/content").asString()).isEqualTo("hello");
            JsonNode error =
                    socket.await(
                            "error", each -> each.at("/data/client_id").asString("").equals("b"));
            assertThat(error.at("/data/code").asString()).isIn("invalid", "wrong_room");
        }
    }

    @Test
    void aRoomThatOneIsTakenIntoComesAtOnce() {
        try (var socket = person.openAll()) {
            socket.await("ready");
            String third = ALICE.createPrivateRoom("Third");
            ALICE.post(ROOMS + third + "/participants/", Map.of("user_ids", List.of(person.id())))
                    .expect(200);
            socket.await(
                    "participant_joined", each -> each.at("/data/room").asString().equals(third));

            String said = id(ALICE.say(third, "welcome"));

            socket.await("message", about(said));
        }
    }

    @Test
    void aRoomThatOneLeavesGoesAndTheSocketStays() {
        try (var socket = person.openAll()) {
            socket.await("ready");
            person.post(ROOMS + first + "/leave/").expect(200);
            socket.await(
                    "participant_left", each -> each.at("/data/room").asString().equals(first));

            String unseen = id(ALICE.say(first, "behind your back"));
            String seen = id(BOB.say(second, "to your face"));

            socket.await("message", about(seen));
            assertThat(socket.frames("message")).noneMatch(about(unseen));
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void typingAndReadingAreShownWithTheirRoom() {
        String said = id(person.say(second, "read me"));
        try (var socket = person.openAll();
                var his = BOB.open(second)) {
            socket.await("ready");
            his.send(Map.of("action", "typing", "is_typing", true));
            his.send(Map.of("action", "mark_read", "message_ids", List.of(said)));

            assertThat(socket.await("typing").at("/data/room").asString()).isEqualTo(second);
            assertThat(socket.await("messages_read").at("/data/room").asString()).isEqualTo(second);
        }
    }

    @Test
    void withoutATokenNobodyComesIn() {
        assertThat(
                        ChatSocket.refusalOf(
                                () ->
                                        ChatSocket.connect(
                                                TERTULIA.socketUri("/ws/chat/"), Map.of())))
                .isEqualTo(401);
    }

    private static java.util.function.Predicate<JsonNode> about(String message) {
        return frame -> frame.at("/data/id").asString("").equals(message);
    }
}
