package io.tertulia.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.DeadLetter;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.presence.PresenceEvent.UserCameOnline;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.presence.contacts.Contacts;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.PoisonRecords;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestConstructor;

/** Goal: whatever lies in a topic that this service reads, what comes behind it is done. */
@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(120)
class PoisonTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Contacts contacts;
    private final MeterRegistry meters;
    private final Wire wire = new Wire();
    private final User ana = People.someone("Ana");
    private final User bruno = People.someone("Bruno");
    private final UUID room = UUID.randomUUID();

    PoisonTests(Contacts contacts, MeterRegistry meters) {
        this.contacts = contacts;
        this.meters = meters;
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void roomEventsThatNobodyCanReadBecomeDeadLettersAndTheNextIsLearnt() {
        double before = malformed(Topics.ROOM_EVENTS);
        int poison = append(Topics.ROOM_EVENTS, room, new RoomEvent.RoomUpdated(state()));
        wire.join(room, 1, ana);
        wire.join(room, 2, bruno);

        await().atMost(PATIENCE).until(() -> contacts.of(ana.id()).equals(List.of(bruno)));
        assertThat(malformed(Topics.ROOM_EVENTS) - before).isEqualTo(poison);
        awaitDeadLetters(poison);
    }

    @Test
    void leasesThatNobodyCanReadAreCountedAndTheNextIsTaken() {
        double before = malformed(Topics.CONNECTIONS);
        var lease = new ConnectionLease("a", ana, List.of(room), 60_000);
        int poison = append(Topics.CONNECTIONS, ana.id(), lease);
        try (KafkaTap<PresenceEvent> tap = KafkaTap.on(Topics.PRESENCE_EVENTS)) {
            wire.lease("a", ana, Duration.ofMinutes(1), room);

            var came = tap.await(each -> each.key().equals(ana.id()));
            assertThat(came.data()).isEqualTo(new UserCameOnline(ana));
        }
        assertThat(malformed(Topics.CONNECTIONS) - before).isEqualTo(poison);
    }

    private <E> int append(Topic<E> topic, UUID key, E data) {
        var envelope = new Envelope<>(UUID.randomUUID(), key, 1, Instant.now(), data);
        var poison = PoisonRecords.of(new EventCodec<>(topic), envelope);
        poison.forEach(each -> wire.raw(each.record()));
        return poison.size();
    }

    private double malformed(Topic<?> topic) {
        return meters.counter("chat.presence.records.malformed", "topic", topic.name()).count();
    }

    private static void awaitDeadLetters(int count) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", Servers.kafka()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            String dead = Topics.ROOM_EVENTS.name() + DeadLetter.SUFFIX;
            var partitions =
                    consumer.partitionsFor(dead).stream()
                            .map(each -> new TopicPartition(dead, each.partition()))
                            .toList();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    consumer.endOffsets(partitions).values().stream()
                                                    .mapToLong(Long::longValue)
                                                    .sum()
                                            >= count);
        }
    }

    private Room state() {
        return new Room(
                room,
                "room",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                2,
                ana,
                true,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
