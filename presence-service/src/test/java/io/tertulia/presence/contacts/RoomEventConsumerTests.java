package io.tertulia.presence.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.presence.PresenceServiceTest;
import io.tertulia.presence.Wire;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestConstructor;

@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(60)
class RoomEventConsumerTests {

    private final Contacts contacts;
    private final Wire wire = new Wire();
    private final User ana = People.someone("Ana");
    private final User bruno = People.someone("Bruno");

    RoomEventConsumerTests(Contacts contacts) {
        this.contacts = contacts;
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void putsARecordThatCannotBeReadAsideAndGoesOn() {
        UUID room = UUID.randomUUID();
        byte[] poison = "no room event".getBytes(UTF_8);
        wire.raw(Topics.ROOM_EVENTS, room.toString(), poison);
        wire.join(room, 1, ana);
        wire.join(room, 2, bruno);

        await().until(() -> contacts.of(ana.id()).equals(List.of(bruno)));

        ConsumerRecord<String, byte[]> letter = deadLetter(room);
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(header(letter, "dead_reason")).isEqualTo("header ce_type is missing");
        assertThat(header(letter, "dead_consumer")).isEqualTo("presence-service");
        assertThat(header(letter, "dead_partition")).isEqualTo("" + letter.partition());
    }

    @Test
    void knowsNobodyOfAnEmptyRoom() {
        assertThat(contacts.of(ana.id())).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> deadLetter(UUID room) {
        Topic<RoomEvent> rooms = Topics.ROOM_EVENTS;
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Servers.kafka()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            for (int i = 0; i < rooms.partitions(); i++) {
                partitions.add(new TopicPartition(rooms.name() + ".dead", i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().until(
                            () -> {
                                for (var record : consumer.poll(Duration.ofMillis(100))) {
                                    if (room.toString().equals(record.key())) {
                                        found.add(record);
                                    }
                                }
                                return !found.isEmpty();
                            });
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
