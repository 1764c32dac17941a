package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Goal: the second dialect is clean on both kinds of socket. */
class SignalsTests extends RealtimeTest {

    private static final EventCodec<PresenceEvent> PRESENCE =
            new EventCodec<>(Topics.PRESENCE_EVENTS);
    private static final Set<String> FRAMES =
            Set.of("new_message", "typing_start", "typing_stop", "error");

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    /** The two kinds of socket. */
    enum Kind {
        OF_ONE_ROOM,
        OF_ALL_ROOMS
    }

    @ParameterizedTest
    @EnumSource
    void believesNoSenderAndNoTime(Kind kind) {
        try (var client = open(kind);
                var other = SocketClient.open(port(), alice, room.id())) {
            String forged =
                    "\"id\":\"123\",\"content\":\"Hola!\",\"seq\":99,\"number\":7,"
                            + "\"sender\":{\"id\":\""
                            + alice.id()
                            + "\",\"username\":\"alice\"},"
                            + "\"created_at\":\"2024-01-01T12:00:00Z\",\"is_deleted\":true";
            client.send(newMessage(forged));

            JsonNode shown = client.await("new_message").path("message");
            assertThat(shown.at("/sender/id").asString()).isEqualTo(bob.id().toString());
            assertThat(shown.path("seq").asLong()).isEqualTo(1);
            assertThat(shown.path("created_at").asString()).doesNotStartWith("2024");
            assertThat(shown.path("is_deleted").asBoolean()).isFalse();
            assertThat(shown.path("room").asString()).isEqualTo(room.id().toString());
            assertThat(other.await("message").path("data")).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingForAMessageThatIsStoredAlready(Kind kind) {
        UUID stored = messages.say(room, bob, "stored by REST").message().id();
        try (var client = open(kind);
                var other = SocketClient.open(port(), alice, room.id())) {
            client.send(newMessage("\"id\":\"%s\",\"content\":\"again\"".formatted(stored)));
            client.send(newMessage("\"id\":\"%s\",\"content\":\"again\"".formatted(stored)));
            client.send(newMessage("\"content\":\"another\""));

            other.await("message");
            client.await("new_message");
            assertThat(other.seqs()).containsExactly(2L);
            assertThat(client.seqs()).containsExactly(2L);
            assertThat(client.frames("error")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheIdOfSomebodyElsesMessage(Kind kind) {
        UUID stored = messages.say(room, alice, "hers").message().id();
        try (var client = open(kind)) {
            client.send(newMessage("\"id\":\"%s\",\"content\":\"mine?\"".formatted(stored)));

            assertThat(client.await("error").path("code").asString()).isEqualTo("id_taken");
            assertThat(client.frames("new_message")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsEachMessageOnceThoughItsEventComesAgain(Kind kind) {
        try (var client = open(kind)) {
            var said = messages.say(room, alice, "once");
            messages.publish(said);
            room.send(UUID.randomUUID(), alice, "its event is lost");
            var third = messages.say(room, alice, "third");
            messages.publish(said);
            messages.publish(third);
            messages.say(room, alice, "last");

            client.await("new_message", 4);
            assertThat(client.seqs()).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsNoFrameOfTheOtherDialect(Kind kind) {
        UUID message = messages.say(room, alice, "before").message().id();
        try (var client = open(kind);
                var actions = SocketClient.open(port(), alice, room.id())) {
            messages.publish(room.react(message, "+"));
            messages.publish(
                    room.id(),
                    new MessagesRead(alice, List.of(message), null, Instant.EPOCH, null));
            messages.publish(
                    room.id(),
                    new MessagesRead(
                            alice, List.of(message), null, Instant.EPOCH, List.of(bob.id())));
            messages.send(
                    PRESENCE.encode(
                            new Envelope<>(
                                    UUID.randomUUID(),
                                    alice.id(),
                                    0,
                                    Instant.EPOCH,
                                    new PresenceEvent.UserJoinedRoom(alice, room.id()))));
            rooms.join(room, People.someone("Cleo"));
            rooms.create(bob);
            actions.await("participant_joined");
            actions.await("messages_read");
            client.send("{\"action\":\"ping\"}");
            client.await("error");
            actions.send("{\"action\":\"typing\",\"is_typing\":true}");
            client.await("typing_stop");
            client.send(newMessage("\"content\":\"last\""));

            client.await("new_message");
            assertThat(client.frames())
                    .allSatisfy(
                            frame -> {
                                assertThat(frame.path("type").asString()).isIn(FRAMES);
                                assertThat(frame.has("data")).isFalse();
                            });
            assertThat(client.frames("new_message")).hasSize(1);
        }
    }

    @Test
    void writesTypingAsTheSeedDoesOnASocketOfOneRoom() {
        try (var client = open(Kind.OF_ONE_ROOM);
                var typist = SocketClient.connectSignals(port(), alice, room.id())) {
            typist.send("{\"type\":\"typing_start\"}");
            typist.send("{\"type\":\"typing_stop\"}");

            assertThat(client.await("typing_start").propertyNames())
                    .containsExactlyInAnyOrder("type", "user_id", "username");
            assertThat(client.await("typing_stop").propertyNames())
                    .containsExactlyInAnyOrder("type", "user_id");
        }
    }

    @Test
    void namesTheRoomOfTypingOnASocketOfAllRooms() {
        try (var client = open(Kind.OF_ALL_ROOMS);
                var typist = SocketClient.connectAllSignals(port(), alice)) {
            typist.send("{\"type\":\"typing_start\",\"room\":\"%s\"}".formatted(room.id()));
            typist.send("{\"type\":\"typing_stop\",\"room\":\"%s\"}".formatted(room.id()));

            assertThat(client.await("typing_start").path("room").asString())
                    .isEqualTo(room.id().toString());
            assertThat(client.await("typing_stop").path("room").asString())
                    .isEqualTo(room.id().toString());
            typist.send("{\"type\":\"typing_start\"}");
            assertThat(typist.await("error").path("detail").asString()).contains("room");
        }
    }

    @Test
    void showsTheMessagesOfRoomsThatCome() {
        try (var client = open(Kind.OF_ALL_ROOMS);
                var watch = SocketClient.openAll(port(), bob)) {
            MiniRoom created = rooms.create(alice, bob);
            watch.await("participant_joined");
            // Nothing announces a room in signals: its messages just begin.
            Awaitility.await()
                    .until(
                            () -> {
                                messages.say(created, alice, "welcome");
                                return !client.frames("new_message").isEmpty();
                            });
            rooms.leave(created, bob);
            watch.await("participant_left");
            messages.say(created, alice, "unseen");
            messages.say(room, alice, "seen");

            Awaitility.await().until(() -> client.seqs(room.id()).contains(1L));
            assertThat(client.frames("new_message"))
                    .extracting(f -> f.at("/message/content").asString())
                    .containsOnly("welcome", "seen");
            assertThat(client.seqs(created.id())).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void staysOpenThoughTheHeadOfARoomThatComesCannotBeAskedFor() {
        MiniRoom unknown = rooms.create(alice);
        messages.goAwayFor(unknown);
        try (var client = open(Kind.OF_ALL_ROOMS)) {
            rooms.join(unknown, bob);
            Awaitility.await()
                    .until(
                            () -> {
                                messages.say(unknown, alice, "live");
                                return !client.frames("new_message").isEmpty();
                            });

            assertThat(client.isClosed()).isFalse();
        }
    }

    private SocketClient open(Kind kind) {
        // There is no ready: the seats are taken before the upgrade, and hold what comes.
        return switch (kind) {
            case OF_ONE_ROOM -> SocketClient.connectSignals(port(), bob, room.id());
            case OF_ALL_ROOMS -> SocketClient.connectAllSignals(port(), bob);
        };
    }

    private String newMessage(String fields) {
        return "{\"type\":\"new_message\",\"room\":\"%s\",\"message\":{%s}}"
                .formatted(room.id(), fields);
    }
}
