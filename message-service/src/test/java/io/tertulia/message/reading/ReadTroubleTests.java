package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.reading.ReadsCollection.Replacement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something is away while messages are marked. */
@Timeout(60)
class ReadTroubleTests {

    private final ReadsStage stage = new ReadsStage();

    /** Nothing listens on the port of discarding, by old custom. */
    private final Producer<String, byte[]> kafkaAway =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", "127.0.0.1:9", "max.block.ms", 50),
                    new StringSerializer(),
                    new ByteArraySerializer());

    private final List<Integer> rounds = new ArrayList<>();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final ReadStore store =
            new ReadStore(stage.database) {
                @Override
                Set<RoomUser> replace(List<Replacement> replacements) {
                    if (isAway.get()) {
                        throw new MongoTimeoutException("away");
                    }
                    rounds.add(replacements.size());
                    return super.replace(replacements);
                }
            };
    private final ReadsPublisher publisher =
            new ReadsPublisher(kafkaAway, Duration.ofMillis(200), stage.metrics);
    private final ReadMarker marker =
            new ReadMarker(
                    stage.log,
                    stage.memberships,
                    stage.ledger(store, 128),
                    stage.others,
                    new ReadAnnouncer(stage.memberships, publisher, 100, stage.metrics));

    @AfterEach
    void close() {
        kafkaAway.close(Duration.ZERO);
        stage.close();
    }

    private ReadCommandsConsumer consumer(int idsAtOnce) {
        return new ReadCommandsConsumer(marker, publisher, stage.metrics, stage.clock, idsAtOnce);
    }

    private double unpublished() {
        return stage.meters.counter("chat.message.reads.unpublished").count();
    }

    private ConsumerRecord<String, byte[]> record(long... numbers) {
        List<UUID> ids = LongStream.of(numbers).mapToObj(stage::id).toList();
        var ask = new MarkRead(UUID.randomUUID(), stage.room, stage.ana, ids);
        var sent =
                new EventCodec<>(Topics.READ_COMMANDS)
                        .encode(
                                new Envelope<>(
                                        ask.id(), ask.room(), 0, stage.clock.instant(), ask));
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    @Test
    void marksWhileKafkaIsAwayAndCountsWhatNobodyIsTold() {
        stage.say(3, stage.bob);

        assertThat(marker.mark(stage.ana, List.of(stage.id(2)))).isEqualTo(1);
        assertThat(unpublished()).isEqualTo(1);
        assertThat(marker.markAll(stage.ana, stage.room)).isEqualTo(2);
        assertThat(unpublished()).isEqualTo(2);
        assertThat(stage.unread(stage.ana)).isZero();
    }

    @Test
    void aBatchComesAgainWhileTheDatabaseIsAway() {
        stage.say(2, stage.bob);
        var batch = List.of(record(1), record(2));
        isAway.set(true);

        assertThatThrownBy(() -> consumer(100).on(batch)).isInstanceOf(MongoTimeoutException.class);
        assertThat(stage.unread(stage.ana)).isEqualTo(2);
        isAway.set(false);
        consumer(100).on(batch);

        assertThat(stage.unread(stage.ana)).isZero();
    }

    @Test
    void marksNoMoreTogetherThanItMay() {
        stage.say(6, stage.bob);

        consumer(3).on(List.of(record(1, 2), record(3), record(4, 5), record(6)));

        assertThat(rounds).containsExactly(1, 1);
        assertThat(stage.unread(stage.ana)).isZero();
    }
}
