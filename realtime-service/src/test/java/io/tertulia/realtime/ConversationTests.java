package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: two people talk, in both dialects, and each sees what the contract promises. */
class ConversationTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Test
    void saysReadyFirstWithTheHeadOfTheRoom() {
        messages.say(room, alice, "before");
        try (var client = SocketClient.open(port(), bob, room.id())) {
            JsonNode ready = client.frames().getFirst();

            assertThat(ready.path("type").asString()).isEqualTo("ready");
            assertThat(ready.at("/data/user/id").asString()).isEqualTo(bob.id().toString());
            assertThat(ready.at("/data/rooms/" + room.id()).asLong()).isEqualTo(1);
        }
    }

    @Test
    void bringsAMessageToBothOnceAndAcknowledgesItToItsSender() {
        try (var sender = SocketClient.open(port(), alice, room.id());
                var reader = SocketClient.open(port(), bob, room.id())) {
            sender.say("one", "hello");
            sender.say("two", "again");

            assertThat(reader.await("message", 2))
                    .extracting(f -> f.at("/data/content").asString())
                    .containsExactly("hello", "again");
            assertThat(sender.await("message", 2)).isEqualTo(reader.frames("message"));
            JsonNode first = reader.frames("message").getFirst();
            assertThat(first.at("/data/sender/username").asString()).isEqualTo(alice.username());
            assertThat(sender.await("ack", 2))
                    .extracting(f -> f.at("/data/client_id").asString())
                    .containsExactly("one", "two");
            assertThat(sender.frames("ack").getFirst().at("/data/message_id"))
                    .isEqualTo(first.at("/data/id"));
            assertThat(sender.frames("ack").getLast().at("/data/seq").asLong()).isEqualTo(2);
            assertThat(reader.frames("ack")).isEmpty();
            // The events were the answers.
            assertThat(messages.replies(room.id())).isZero();
        }
    }

    @Test
    void keepsTheOrderInWhichASocketSends() {
        try (var sender = SocketClient.open(port(), alice, room.id());
                var reader = SocketClient.open(port(), bob, room.id())) {
            LongStream.rangeClosed(1, 50).forEach(i -> sender.say("c" + i, "m" + i));

            assertThat(reader.await("message", 50))
                    .extracting(f -> f.at("/data/content").asString())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 50).mapToObj(i -> "m" + i).toList());
        }
    }

    @Test
    void takesTheMessagesIdFromTheClientAndSendsNothingTwice() {
        UUID id = UUID.randomUUID();
        String frame =
                "{\"action\":\"send_message\",\"client_id\":\"c\",\"id\":\"%s\",\"content\":\"x\"}"
                        .formatted(id);
        try (var sender = SocketClient.open(port(), alice, room.id())) {
            sender.send(frame);
            sender.await("message");
            sender.send(frame);

            assertThat(sender.await("ack", 2))
                    .allSatisfy(
                            ack -> {
                                assertThat(ack.at("/data/message_id").asString())
                                        .isEqualTo(id.toString());
                                assertThat(ack.at("/data/seq").asLong()).isEqualTo(1);
                            });
            assertThat(sender.frames("message")).hasSize(1);
        }
    }

    @Test
    void showsReactions() {
        UUID id = messages.say(room, alice, "nice?").message().id();
        try (var client = SocketClient.open(port(), bob, room.id())) {
            client.send(
                    "{\"action\":\"add_reaction\",\"message_id\":\"%s\",\"emoji\":\"+\"}"
                            .formatted(id));

            JsonNode reaction = client.await("reaction").path("data");
            assertThat(reaction.at("/reactions/+").asInt()).isEqualTo(1);
            assertThat(reaction.path("seq").asLong()).isEqualTo(2);
            JsonNode ack = client.await("ack").path("data");
            assertThat(ack.path("seq").asLong()).isEqualTo(2);
            assertThat(ack.path("message_id").asString()).isEqualTo(id.toString());
        }
    }

    @Test
    void tellsTheSenderWhyACommandIsRefused() {
        try (var sender = SocketClient.open(port(), alice, room.id())) {
            sender.say("r", "/refuse");

            JsonNode error = sender.await("error").path("data");
            assertThat(error.path("client_id").asString()).isEqualTo("r");
            assertThat(error.path("code").asString()).isEqualTo("not_a_participant");
        }
    }

    @Test
    void saysUnavailableWhenNoReplyComes() {
        try (var sender = SocketClient.open(port(), alice, room.id())) {
            sender.say("s", "/silence");

            JsonNode error = sender.await("error").path("data");
            assertThat(error.path("client_id").asString()).isEqualTo("s");
            assertThat(error.path("code").asString()).isEqualTo("unavailable");
        }
    }

    @Test
    void marksAsReadAndTellsEverybodyInTheRoom() {
        UUID first = messages.say(room, alice, "one").message().id();
        UUID second = messages.say(room, alice, "two").message().id();
        try (var reader = SocketClient.open(port(), bob, room.id());
                var sender = SocketClient.open(port(), alice, room.id());
                var signals = SocketClient.connectSignals(port(), alice, room.id())) {
            reader.send(
                    "{\"action\":\"mark_read\",\"client_id\":\"r\",\"message_ids\":[\"%s\",\"%s\"]}"
                            .formatted(first, second));

            JsonNode ack = reader.await("ack").path("data");
            assertThat(ack.toString())
                    .isEqualTo(
                            "{\"client_id\":\"r\",\"message_id\":null,\"seq\":null,"
                                    + "\"marked_as_read\":2}");
            JsonNode read = sender.await("messages_read").path("data");
            assertThat(read.path("room").asString()).isEqualTo(room.id().toString());
            assertThat(read.path("user_id").asString()).isEqualTo(bob.id().toString());
            assertThat(read.path("username").asString()).isEqualTo(bob.username());
            assertThat(read.path("message_ids"))
                    .extracting(JsonNode::asString)
                    .containsExactly(first.toString(), second.toString());
            assertThat(read.path("read_at").asString()).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(read.path("up_to_seq").isNull()).isTrue();
            reader.await("messages_read");
            sender.say("s", "after it was read");
            signals.await("new_message");
            assertThat(signals.frames()).hasSize(1);
        }
    }

    @Test
    void tellsWhatWasReadOnlyToThoseWhomItConcerns() {
        try (var sender = SocketClient.open(port(), alice, room.id());
                var other = SocketClient.open(port(), bob, room.id())) {
            messages.publish(
                    room.id(),
                    new MessagesRead(
                            People.someone("Cleo"),
                            List.of(UUID.randomUUID()),
                            7L,
                            Instant.EPOCH,
                            List.of(alice.id())));
            messages.say(room, alice, "later");

            assertThat(sender.await("messages_read").at("/data/up_to_seq").asLong()).isEqualTo(7);
            other.await("message");
            messages.publish(
                    room.id(), new MessagesRead(alice, List.of(), null, Instant.EPOCH, null));
            other.await("messages_read");
            assertThat(other.frames("messages_read")).hasSize(1);
        }
    }

    @Test
    void refusesToMarkAsReadForWhomMessageServiceRefuses() {
        try (var client = SocketClient.open(port(), bob, room.id())) {
            room.remove(bob);
            client.send("{\"action\":\"mark_read\",\"message_ids\":[]}");

            assertThat(client.await("error").at("/data/code").asString())
                    .isEqualTo("not_a_participant");
        }
    }

    @Test
    void sendsAnAttachmentWithoutText() {
        UUID file = UUID.randomUUID();
        try (var actions = SocketClient.open(port(), alice, room.id());
                var signals = SocketClient.connectSignals(port(), bob, room.id())) {
            actions.send(
                    "{\"action\":\"send_message\",\"message_type\":\"file\",\"attachment_id\":\""
                            + file
                            + "\"}");
            signals.send(
                    "{\"type\":\"new_message\",\"message\":{\"content\":\"\",\"attachment_id\":\""
                            + file
                            + "\"}}");

            assertThat(actions.await("message", 2))
                    .extracting(f -> f.at("/data/attachment/id").asString())
                    .containsOnly(file.toString());
            assertThat(actions.frames("message"))
                    .extracting(f -> f.at("/data/message_type").asString())
                    .containsExactlyInAnyOrder("file", "text");
        }
    }

    @Test
    void answersAPing() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            client.send("{\"action\":\"ping\",\"client_id\":\"p\"}");

            assertThat(client.await("ack").at("/data/client_id").asString()).isEqualTo("p");
        }
    }

    @Test
    void speaksSignalsToAClientWithATokenInItsQuery() {
        try (var signals = SocketClient.connectSignals(port(), alice, room.id());
                var actions = SocketClient.open(port(), bob, room.id())) {
            signals.send(
                    "{\"type\":\"new_message\",\"message\":{\"id\":\"123\",\"content\":\"Hola!\","
                            + "\"sender\":{\"id\":\"x\"},\"created_at\":\"2024-01-01T12:00Z\"}}");

            JsonNode message = signals.await("new_message").path("message");
            assertThat(message.path("content").asString()).isEqualTo("Hola!");
            assertThat(message.at("/sender/id").asString()).isEqualTo(alice.id().toString());
            assertThat(message.path("created_at").asString()).doesNotStartWith("2024");
            actions.send(
                    "{\"action\":\"add_reaction\",\"message_id\":\"%s\",\"emoji\":\"+\"}"
                            .formatted(message.path("id").asString()));
            actions.await("reaction");
            actions.say("x", "after the reaction");
            signals.await("new_message", 2);
            assertThat(signals.frames())
                    .extracting(f -> f.path("type").asString())
                    .containsExactly("new_message", "new_message");
        }
    }

    @Test
    void answersABadFrameAndGoesOn() {
        try (var client = SocketClient.open(port(), alice, room.id())) {
            client.send("no json");
            client.send("{\"action\":\"dance\",\"client_id\":\"d\"}");
            client.send("{\"action\":\"send_message\",\"client_id\":\"e\",\"content\":\" \"}");
            client.sendInPieces("{\"action\":\"send_mes", "sage\",\"content\":\"in ", "pieces\"}");

            assertThat(client.await("message").at("/data/content").asString())
                    .isEqualTo("in pieces");
            assertThat(client.frames("error"))
                    .extracting(f -> f.at("/data/code").asString())
                    .isEqualTo(List.of("malformed", "unknown_action", "invalid"));
        }
    }

    @Test
    void answersABadSignalFlat() {
        try (var client = SocketClient.connectSignals(port(), alice, room.id())) {
            client.send("{\"type\":\"dance\"}");

            assertThat(client.await("error").path("code").asString()).isEqualTo("unknown_action");
        }
    }
}
