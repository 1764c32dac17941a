package io.tertulia.room.outbox;

import static io.tertulia.room.rules.RoomFixtures.LATER;
import static io.tertulia.room.rules.RoomFixtures.newGroup;
import static io.tertulia.room.rules.RoomFixtures.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.room.rules.Decision;
import io.tertulia.room.rules.Revision;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomRules;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.Roster;
import io.tertulia.room.store.StoreFixtures;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left pending by a crash or an outage, and comes out all the same. */
class OutboxTests {

    private static final String NOWHERE = "127.0.0.1:9";

    private final MongoDatabase database = StoreFixtures.database();
    private final RoomStore rooms = StoreFixtures.rooms(database);
    private final RoomRules rules = new RoomRules(10_000);
    private final User ana = People.someone("Ana");
    private final List<OutboxInstance> instances = new ArrayList<>();

    @AfterEach
    void stopInstances() {
        instances.forEach(OutboxInstance::stop);
    }

    /** A group that was committed by an instance that died at once. */
    private RoomState committed(User... others) {
        Revision revision = newGroup(ana, others);
        rooms.create(revision);
        return revision.created();
    }

    private RoomState commit(RoomState state, RoomChange change) {
        Roster roster = StoreFixtures.roster(database);
        Decision decision = rules.decide(roster.situation(state, change), change, LATER);
        Revision revision = ((Decision.Revised) decision).revision();
        assertThat(rooms.revise(state, revision)).isTrue();
        return state.after(revision);
    }

    private OutboxInstance instance(String kafka) {
        var instance = new OutboxInstance(database, kafka);
        instances.add(instance);
        return instance;
    }

    private static List<Long> versions(KafkaTap<RoomEvent> tap, UUID room) {
        return tap.seen().stream()
                .filter(envelope -> envelope.key().equals(room))
                .map(Envelope::sequence)
                .toList();
    }

    private static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    @Test
    void publishesAtStartWhatACrashHasLeft() {
        instance(Servers.kafka()).publisher.prepare();
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            User ben = People.someone("Ben");
            RoomState state = committed(ben, People.someone("Eva"));
            state = commit(state, new RoomChange.Leave(ben.id()));
            state = commit(state, new RoomChange.Join(ben));
            UUID room = state.room().id();
            long last = state.version();

            instance(Servers.kafka()).sweeper.start();

            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == last);
            assertThat(versions(tap, room)).isEqualTo(upTo(last));
            await().untilAsserted(() -> assertThat(rooms.pending(room)).isEmpty());
            assertThat(StoreFixtures.memberships(database).roomsOf(ben.id())).containsExactly(room);
        }
    }

    @Test
    void keepsWhatKafkaDoesNotTakeUntilItDoes() {
        instance(Servers.kafka()).publisher.prepare();
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            RoomState state = committed();
            UUID room = state.room().id();

            assertThat(instance(NOWHERE).outbox.relieve(room)).isFalse();
            assertThat(rooms.pending(room)).isEqualTo(state.pending());

            assertThat(instance(Servers.kafka()).outbox.relieve(room)).isTrue();
            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == 2);
            assertThat(versions(tap, room)).isEqualTo(upTo(2));
            assertThat(rooms.pending(room)).isEmpty();
        }
    }

    @Test
    void givesUpInTimeWhenEverySendBlocks() {
        RoomState state = committed(people(99).toArray(User[]::new));
        var slow = new OutboxInstance(database, Servers.kafka(), Duration.ofMillis(300));
        instances.add(slow);
        slow.publisher.prepare();
        long start = System.nanoTime();

        int published = slow.publisher.publish(state.pending());

        assertThat(published).isLessThan(state.pending().size());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void keepsTheOrderOfFirstAppearancesWhenTwoInstancesDrainARoom() throws Exception {
        instance(Servers.kafka()).publisher.prepare();
        try (var tap = KafkaTap.on(Topics.ROOM_EVENTS)) {
            RoomState state = committed(people(100).toArray(User[]::new));
            for (User guest : people(30)) {
                state = commit(state, new RoomChange.Join(guest));
            }
            UUID room = state.room().id();
            long last = state.version();
            OutboxInstance one = instance(Servers.kafka());
            OutboxInstance other = instance(Servers.kafka());

            Thread racer = Thread.startVirtualThread(() -> one.outbox.relieve(room));
            other.outbox.relieve(room);
            racer.join(Duration.ofSeconds(20));

            tap.await(envelope -> envelope.key().equals(room) && envelope.sequence() == last);
            assertThat(versions(tap, room).stream().distinct().toList()).isEqualTo(upTo(last));
            assertThat(tap.seen().stream().filter(e -> e.key().equals(room)).distinct())
                    .as("repeats are the same events")
                    .hasSize(Math.toIntExact(last));
        }
    }

    @Test
    void leavesToTheSweeperWhatFindsNoPlaceInTheQueue() {
        OutboxInstance stuck = instance(NOWHERE);
        for (int i = 0; i < 4; i++) {
            stuck.outbox.announce(committed().room().id());
        }

        assertThat(stuck.outbox.wasBehind()).isTrue();
        assertThat(stuck.outbox.wasBehind()).isFalse();
    }
}
