package io.tertulia.presence;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as presence-service sees them: what they write to Kafka. */
public final class Wire implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public Wire() {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                Servers.kafka(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        create(Topics.CONNECTIONS);
        create(Topics.ROOM_EVENTS);
    }

    /** A realtime instance says which rooms somebody has open there, now. */
    public Instant lease(String instance, User user, Duration ttl, UUID... rooms) {
        Instant now = Instant.now();
        lease(instance, user, ttl, now, 0, rooms);
        return now;
    }

    /** The same, sent at any time. */
    public void lease(
            String instance, User user, Duration ttl, Instant at, long sequence, UUID... rooms) {
        send(
                Topics.CONNECTIONS,
                new Envelope<>(
                        UUID.randomUUID(),
                        user.id(),
                        sequence,
                        at,
                        new ConnectionLease(instance, user, List.of(rooms), ttl.toMillis())));
    }

    /** Somebody takes part in a room from this version on. */
    public void join(UUID room, long version, User user) {
        join(room, version, user, 1);
    }

    /** The same, in a room that has so many participants then. */
    public void join(UUID room, long version, User user, int participants) {
        send(
                Topics.ROOM_EVENTS,
                envelope(
                        room,
                        version,
                        new RoomEvent.ParticipantJoined(
                                room(room, user, participants), user, Role.MEMBER)));
    }

    /** Somebody takes part no longer from this version on. */
    public void leave(UUID room, long version, User user) {
        send(
                Topics.ROOM_EVENTS,
                envelope(room, version, new RoomEvent.ParticipantLeft(room(room, user, 1), user)));
    }

    /** Sends any bytes. */
    public void raw(Topic<?> topic, String key, byte[] value) {
        await(new ProducerRecord<>(topic.name(), key, value));
    }

    /** Sends any record. */
    public void raw(ProducerRecord<String, byte[]> record) {
        await(record);
    }

    /** Publishes as the topic's owner does. */
    public <E> void send(Topic<E> topic, Envelope<? extends E> envelope) {
        await(new EventCodec<>(topic).encode(envelope));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void await(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Envelope<RoomEvent> envelope(UUID room, long version, RoomEvent event) {
        return new Envelope<>(UUID.randomUUID(), room, version, Instant.now(), event);
    }

    private static Room room(UUID id, User creator, int participants) {
        return new Room(
                id,
                "room",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                participants,
                creator,
                true,
                Instant.now(),
                Instant.now());
    }

    private static void create(Topic<?> topic) {
        try (Admin admin =
                Admin.create(
                        Map.<String, Object>of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka()))) {
            admin.createTopics(List.of(new NewTopic(topic.name(), topic.partitions(), (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
