package io.tertulia.message.writing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.DeadLetter;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.message.Patience;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.Memberships;
import io.tertulia.test.Servers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

/** Something is away or broken; commands wait, or the one that is broken is put aside. */
@Timeout(60)
class TroubleTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    /** A database that fails at one step while it is away. */
    private static final class AwayStore extends LogStore {
        private final Step at;
        private final AtomicBoolean isAway;

        AwayStore(RoomLog log, Step at, AtomicBoolean isAway) {
            super(log);
            this.at = at;
            this.isAway = isAway;
        }

        private void pass(Step step) {
            if (step == at && isAway.get()) {
                throw new MongoTimeoutException("away");
            }
        }

        @Override
        void append(List<Change> changes) {
            pass(Step.BEFORE_CHANGES);
            super.append(changes);
        }

        @Override
        void putEffects(List<Change> changes) {
            pass(Step.BEFORE_MESSAGES);
            super.putEffects(changes);
        }

        @Override
        void raise(Collection<RoomHead> heads) {
            pass(Step.BEFORE_HEADS);
            super.raise(heads);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_CHANGES", "BEFORE_MESSAGES", "BEFORE_HEADS"})
    void commandsWaitWhileTheDatabaseIsAway(Step step) {
        Ask ana = stage.ask();
        var isAway = new AtomicBoolean(true);
        var sends = IntStream.range(0, 5).mapToObj(i -> ana.send("message " + i)).toList();
        stage.start(log -> new AwayStore(log, step, isAway), WriterStage::publisher);
        sends.forEach(stage::append);

        Patience.await().until(() -> retries() >= 3);
        assertThat(health()).isEqualTo(Status.DOWN);
        assertThat(stage.replies.seen()).isEmpty();
        assertThat(stage.events.seen()).isEmpty();
        isAway.set(false);

        for (int i = 0; i < sends.size(); i++) {
            assertThat(stage.replyTo(sends.get(i)))
                    .isEqualTo(new Accepted(sends.get(i).id(), i + 1, false));
        }
        assertThat(stage.eventsOf(ana.room()))
                .extracting(Envelope::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        Patience.await().until(() -> health().equals(Status.UP));
    }

    @Test
    void nobodyIsAnsweredBeforeTheEventsArePublished() {
        Ask ana = stage.ask();
        var isAway = new AtomicBoolean(true);
        stage.start(
                LogStore::new,
                (producer, topics) ->
                        new LogPublisher(producer, topics, Duration.ofSeconds(10)) {
                            @Override
                            void publishEvents(List<Change> changes) {
                                if (isAway.get()) {
                                    throw new KafkaException("away");
                                }
                                super.publishEvents(changes);
                            }
                        });
        var send = ana.send("wait");
        stage.append(send);

        Patience.await().until(() -> retries() >= 3);
        assertThat(stage.replies.seen()).isEmpty();
        isAway.set(false);

        assertThat(stage.replyTo(send)).isEqualTo(new Accepted(send.id(), 1, false));
        assertThat(stage.eventsOf(ana.room())).hasSize(1);
    }

    @Test
    void troubleWithWhatBelongsToOthersByNowIsOver() {
        stage.start();
        Patience.await().until(() -> health().equals(Status.UP));

        stage.status.troubled(new IllegalStateException("with a partition that is gone"));

        Patience.await().until(() -> health().equals(Status.UP));
    }

    @Test
    void putsPoisonAsideAndGoesOn() {
        Ask ana = stage.ask();
        stage.start();
        stage.append(poison(ana.room().toString(), "io.tertulia.command.send-message.v1", "{]"));
        stage.append(poison(ana.room().toString(), "io.tertulia.command.send-message.v1", "{}"));
        stage.append(poison(ana.room().toString(), "io.tertulia.command.sing.v1", "{}"));
        stage.append(
                new ProducerRecord<>(
                        stage.topics.commands().name(), ana.room().toString(), new byte[] {1}));
        ProducerRecord<String, byte[]> misplaced = encoded(ana, UUID.randomUUID());
        stage.append(misplaced);
        stage.append(poison(ana.room().toString(), "unknown", "x".repeat(1_000_000)));
        ProducerRecord<String, byte[]> headed = poison(ana.room().toString(), "unknown", "{}");
        headed.headers().add("huge", new byte[1_000_000]).add("small", new byte[] {1});
        stage.append(headed);
        stage.append(poison("k".repeat(500_000), "unknown", "x".repeat(500_000)));

        var next = ana.send("next");
        assertThat(stage.askAndWait(next)).isEqualTo(new Accepted(next.id(), 1, false));
        List<ConsumerRecord<String, byte[]>> dead = deadLetters(8);
        assertThat(dead.stream().map(TroubleTests::reason).toList())
                .anyMatch(reason -> reason.contains("SendMessage"))
                .anyMatch(reason -> reason.contains("missing"))
                .anyMatch(reason -> reason.contains("type is unknown"))
                .anyMatch(reason -> reason.contains("not the command's room"));
        assertThat(dead).anyMatch(each -> Arrays.equals(each.value(), misplaced.value()));
        assertThat(stage.meters.counter("chat.message.commands.dead").count()).isEqualTo(8);
        assertThat(dead).anyMatch(each -> each.headers().lastHeader("small") != null);
    }

    @Test
    void aProbeNeedsNoDatabase() {
        Ask ana = stage.ask();
        BatchWriter writer;
        try (MongoClient closed = MongoClients.create(Servers.mongo())) {
            MongoDatabase gone = closed.getDatabase(stage.database.getName());
            writer = stage.batchWriter(RoomLog.in(gone), Memberships.in(gone));
        }

        assertThatNoException().isThrownBy(() -> writer.write(stage.batch(0, ana.probe())));
    }

    @Test
    void anErrorEndsTheThreadAndLivenessSaysSo() {
        Ask ana = stage.ask();
        var death = new Death(Step.BEFORE_CHANGES, 1);
        WriterLoop dying = stage.start(death::store, death::publisher);
        stage.append(ana.send("last words"));

        Patience.await().until(() -> !dying.isRunning());
        assertThat(new WriterThreadHealthIndicator(stage.status).health().getStatus())
                .isEqualTo(Status.DOWN);
    }

    private double retries() {
        return stage.meters.counter("chat.message.retries").count();
    }

    private Status health() {
        return new WriterHealthIndicator(stage.status).health().getStatus();
    }

    private ProducerRecord<String, byte[]> poison(String key, String type, String value) {
        var record =
                new ProducerRecord<>(stage.topics.commands().name(), key, value.getBytes(UTF_8));
        record.headers()
                .add(CloudEventHeaders.TYPE, type.getBytes(UTF_8))
                .add(CloudEventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8))
                .add(CloudEventHeaders.SEQUENCE, "0".getBytes(UTF_8))
                .add(CloudEventHeaders.TIME, "2026-01-01T00:00:00Z".getBytes(UTF_8));
        return record;
    }

    private ProducerRecord<String, byte[]> encoded(Ask ask, UUID key) {
        var command = ask.send("in the wrong place");
        return new EventCodec<>(stage.topics.commands())
                .encode(new Envelope<>(command.id(), key, 0, Clock.systemUTC().instant(), command));
    }

    private static String reason(ConsumerRecord<String, byte[]> dead) {
        return new String(dead.headers().lastHeader(DeadLetter.REASON).value(), UTF_8);
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", Servers.kafka(), "auto.offset.reset", "earliest");
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    IntStream.range(0, WriterStage.PARTITIONS)
                            .mapToObj(i -> new TopicPartition(stage.topics.dead(), i))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Patience.await()
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                                return found.size() >= count;
                            });
        }
        return found;
    }
}
