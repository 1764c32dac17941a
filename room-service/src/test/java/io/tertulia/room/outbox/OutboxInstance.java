package io.tertulia.room.outbox;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.room.store.RoomStore;
import io.tertulia.room.store.StoreFixtures;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** What an instance of the service has of its own, beside the database that all share. */
public final class OutboxInstance {

    /** How many entries may be pending in a room. */
    public static final int ENTRIES = 12;

    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final GenericApplicationContext context = new GenericApplicationContext();
    final RoomEventPublisher publisher;
    final RoomOutbox outbox;
    final OutboxSweeper sweeper;

    /**
     * An instance that has not been started.
     *
     * @param kafka may be nobody's address
     */
    public OutboxInstance(MongoDatabase database, String kafka) {
        this(database, kafka, Duration.ZERO);
    }

    /**
     * An instance whose every send blocks for a while.
     *
     * @param blocking how long, of a send's time-out of 2 s
     */
    OutboxInstance(MongoDatabase database, String kafka, Duration blocking) {
        var properties =
                new OutboxProperties(
                        1,
                        1,
                        ENTRIES,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5));
        producers =
                new DefaultKafkaProducerFactory<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                500),
                        new StringSerializer(),
                        new ByteArraySerializer());
        context.registerBean(
                "topic",
                NewTopic.class,
                () -> new KafkaConfiguration().roomEventsTopic(new KafkaProperties(1)));
        context.refresh();
        publisher = new RoomEventPublisher(template(blocking), admin(kafka), properties);
        RoomStore rooms = StoreFixtures.rooms(database);
        var drain = new RoomDrain(rooms, StoreFixtures.roster(database), publisher);
        outbox = new RoomOutbox(drain, properties, new SimpleMeterRegistry());
        sweeper = new OutboxSweeper(rooms, outbox, publisher, properties, Clock.systemUTC());
    }

    private KafkaTemplate<String, byte[]> template(Duration blocking) {
        return new KafkaTemplate<>(producers) {
            @Override
            public CompletableFuture<SendResult<String, byte[]>> send(
                    ProducerRecord<String, byte[]> event) {
                LockSupport.parkNanos(blocking.toNanos());
                return super.send(event);
            }
        };
    }

    private KafkaAdmin admin(String kafka) {
        var admin =
                new KafkaAdmin(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                1_000,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                500));
        admin.setOperationTimeout(1);
        admin.setApplicationContext(context);
        return admin;
    }

    public RoomOutbox outbox() {
        return outbox;
    }

    public void stop() {
        sweeper.stop();
        outbox.close();
        producers.destroy();
        context.close();
    }
}
