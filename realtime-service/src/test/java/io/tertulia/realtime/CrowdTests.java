package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.realtime.Typing;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Goal: what everybody does at once in a large room is not told to everybody. */
@TestPropertySource(
        properties = {
            "chat.realtime.fanout.status-sockets=2",
            "chat.realtime.typing.max-typing-per-room=2"
        })
class CrowdTests extends RealtimeTest {

    private static final EventCodec<PresenceEvent> PRESENCE =
            new EventCodec<>(Topics.PRESENCE_EVENTS);
    private static final EventCodec<Typing> TYPING = new EventCodec<>(Topics.TYPING);

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Test
    void tellsNobodyWhoComesAmongMoreSocketsThanAreToldSo() {
        try (var first = SocketClient.open(port(), alice, room.id());
                var _ = SocketClient.openAll(port(), alice)) {
            publish(new PresenceEvent.UserJoinedRoom(bob, room.id()));
            first.await("user_status");
            try (var third = SocketClient.open(port(), alice, room.id())) {
                publish(new PresenceEvent.UserLeftRoom(bob, room.id(), true));
                publish(new PresenceEvent.UserJoinedRoom(bob, room.id()));
                MiniRoom small = messages.room(alice);
                try (var witness = SocketClient.open(port(), alice, small.id())) {
                    publish(new PresenceEvent.UserJoinedRoom(bob, small.id()));
                    witness.await("user_status");
                }
                assertThat(third.frames("user_status")).isEmpty();
                assertThat(first.frames("user_status")).hasSize(1);
            }
        }
    }

    @Test
    void showsOnlySoManyTypingAtOnce() {
        List<User> typists = Stream.generate(() -> People.someone("Typist")).limit(5).toList();
        try (var reader = SocketClient.open(port(), alice, room.id())) {
            typists.forEach(typist -> publish(typist, true));
            reader.await("typing", 2);
            messages.say(room, bob, "meanwhile");
            reader.await("message");
            // Those shown end by themselves; of the others nothing is said at all.
            reader.await("typing", 4);

            assertThat(reader.frames("typing"))
                    .extracting(f -> f.at("/data/user_id").asString())
                    .containsExactlyInAnyOrder(
                            typists.get(0).id().toString(),
                            typists.get(1).id().toString(),
                            typists.get(0).id().toString(),
                            typists.get(1).id().toString());
        }
    }

    private void publish(User typist, boolean isTyping) {
        messages.send(
                TYPING.encode(
                        new Envelope<>(
                                UUID.randomUUID(),
                                room.id(),
                                0,
                                Instant.EPOCH,
                                new Typing(typist, isTyping))));
    }

    private void publish(PresenceEvent event) {
        messages.send(
                PRESENCE.encode(
                        new Envelope<>(
                                UUID.randomUUID(), event.user().id(), 0, Instant.EPOCH, event)));
    }
}
