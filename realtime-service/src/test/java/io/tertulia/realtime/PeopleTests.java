package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: people see who is typing, and presence-service hears who is here. */
class PeopleTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Test
    void showsTypingToTheOthersOnlyAndEndsItByItself() {
        try (var typist = SocketClient.open(port(), alice, room.id());
                var other = SocketClient.open(port(), bob, room.id());
                var signals = SocketClient.connectSignals(port(), bob, room.id())) {
            typist.send("{\"action\":\"typing\",\"is_typing\":true}");

            List<JsonNode> shown = other.await("typing", 2);
            assertThat(shown)
                    .extracting(f -> f.at("/data/is_typing").asBoolean())
                    .containsExactly(true, false);
            assertThat(shown.getFirst().at("/data/room").asString())
                    .isEqualTo(room.id().toString());
            assertThat(shown.getFirst().at("/data/user_id").asString())
                    .isEqualTo(alice.id().toString());
            assertThat(shown.getFirst().at("/data/username").asString())
                    .isEqualTo(alice.username());
            assertThat(signals.await("typing_start").path("username").asString())
                    .isEqualTo("Alice Tester");
            assertThat(signals.await("typing_stop").path("user_id").asString())
                    .isEqualTo(alice.id().toString());
            assertThat(typist.frames("typing")).isEmpty();
        }
    }

    @Test
    void takesTypingInSignalsAndEndsItWhenTheSocketCloses() {
        try (var other = SocketClient.open(port(), bob, room.id())) {
            try (var typist = SocketClient.connectSignals(port(), alice, room.id())) {
                typist.send("{\"type\":\"typing_start\"}");
                other.await("typing", 1);
            }
            assertThat(other.await("typing", 2).getLast().at("/data/is_typing").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void leasesAPersonsRoomsAndRenewsAndEndsTheLease() {
        try (var tap = KafkaTap.on(Topics.CONNECTIONS)) {
            try (var _ = SocketClient.open(port(), alice, room.id());
                    var _ = SocketClient.open(port(), alice, room.id())) {
                var lease = tap.await(e -> e.key().equals(alice.id())).data();

                assertThat(lease.user()).isEqualTo(alice);
                assertThat(lease.rooms()).containsExactly(room.id());
                assertThat(lease.ttlMillis()).isEqualTo(15_000);
                Awaitility.await().until(() -> leases(tap).size() >= 3);
            }
            var last = tap.await(e -> e.key().equals(alice.id()) && e.data().rooms().isEmpty());

            assertThat(last.data().instance()).isEqualTo(leases(tap).getFirst().instance());
        }
    }

    private List<ConnectionLease> leases(KafkaTap<ConnectionLease> tap) {
        return tap.seen().stream()
                .filter(e -> e.key().equals(alice.id()))
                .map(e -> e.data())
                .toList();
    }
}
