package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.sending.Published;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.Visitor;
import io.tertulia.realtime.typing.TypingProperties;
import io.tertulia.realtime.typing.TypingTracker;
import io.tertulia.test.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Goal: events that come in during a pause are joined, and whatever disturbs it none is lost. */
class BatchReaderTests {

    private static final String SENT =
            Objects.requireNonNull(
                    Topics.MESSAGE_EVENTS.types().get(MessageEvent.MessageSent.class));
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private final UUID room = UUID.randomUUID();
    private final TopicPartition events =
            new TopicPartition(Topics.MESSAGE_EVENTS.name(), RoomPartitions.of(room));
    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Interest interest = new Interest();
    private final Assignment assignment = new Assignment(interest, clock, Duration.ofSeconds(10));
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EmbeddedChannel ofAnotherLoop = new EmbeddedChannel();

    /** Each look at it takes a millisecond. */
    private final AtomicLong nanos = new AtomicLong();

    private final FanoutProperties properties =
            bound("chat.realtime.fanout", FanoutProperties.class);
    private final Fanout fanout =
            new Fanout(
                    List.of(channel.eventLoop(), ofAnotherLoop.eventLoop()),
                    interest,
                    new Pacing(properties.longestPause(), () -> nanos.getAndAdd(STEP)),
                    properties,
                    new AllRoomsProperties(3, 2, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    meters);
    private final ToldAnswers answers = new ToldAnswers();
    private final BatchReader reader =
            new BatchReader(
                    assignment,
                    new EventTranslator(
                            interest,
                            new TypingTracker(
                                    bound("chat.realtime.typing", TypingProperties.class), clock),
                            answers,
                            properties,
                            meters),
                    fanout,
                    meters);

    @BeforeEach
    void opensASocket() {
        for (var topic : List.of(Topics.MESSAGE_EVENTS, Topics.PRESENCE_EVENTS)) {
            create(topic.name());
        }
        Seat seat = seat();
        var taken = fanout.take(seat);
        assignment.refresh(consumer);
        loopsWork();
        assertThat(taken).isCompleted();
        seat.view().startAt(0);
        seat.view().goLive();
    }

    @AfterEach
    void closesIt() {
        assertThat(channel.finishAndReleaseAll()).isFalse();
        ofAnotherLoop.finishAndReleaseAll();
    }

    @Test
    void writesAtOnceWhatAPollBrings() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 2));
        reader.read(consumer, false);

        assertThat(written()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void joinsInOneWriteWhatCameInDuringAPause() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 1));
        consumer.schedulePollTask(() -> add(2, 4));
        reader.read(consumer, true);

        assertThat(written()).containsExactly(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void waitsForTheNextEventAfterAPauseInWhichNothingCame() throws InterruptedException {
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> add(1, 1));
        reader.read(consumer, true);

        assertThat(consumer.lastPollTimeout()).isGreaterThan(Duration.ofMillis(100));
        assertThat(written()).containsExactly(List.of(1L));
    }

    @Test
    void doesNotKeepWaitingWhatCameInDuringAPause() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 1));
        reader.read(consumer, true);

        assertThat(consumer.lastPollTimeout()).isLessThan(Duration.ofMillis(5));
        assertThat(written()).containsExactly(List.of(1L));
    }

    @Test
    void losesNothingWhenItIsWokenBeforeThePollAfterAPause() throws InterruptedException {
        add(1, 2);
        consumer.wakeup();
        assertThatThrownBy(() -> reader.read(consumer, true)).isInstanceOf(WakeupException.class);
        reader.read(consumer, false);

        assertThat(written()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void deliversWhatTheFirstPollBroughtWhenItIsWokenInTheSecond() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 2));
        consumer.schedulePollTask(consumer::wakeup);
        assertThatThrownBy(() -> reader.read(consumer, true)).isInstanceOf(WakeupException.class);
        assertThat(written()).containsExactly(List.of(1L, 2L));

        consumer.schedulePollTask(() -> add(3, 3));
        reader.read(consumer, false);
        assertThat(written()).containsExactly(List.of(3L));
    }

    @Test
    void goesOnBehindTheFirstPollWhenTheSecondEndsTheConsumer() {
        consumer.schedulePollTask(() -> add(1, 2));
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("broken")));
        assertThatThrownBy(() -> reader.read(consumer, true)).hasMessage("broken");

        assertThat(written()).containsExactly(List.of(1L, 2L));
        try (var next = new MockConsumer<String, byte[]>("none")) {
            assignment.resume(next);
            assertThat(next.position(events)).isEqualTo(2);
        }
    }

    @Test
    void pausesByTheWorkOfAllLoops() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 1));
        reader.read(consumer, false);
        assertThat(fanout.pauseNanos()).isZero();
        written();

        // Each of two loops looked before and after: six milliseconds, of which five are over.
        assertThat(fanout.pauseNanos()).isEqualTo(STEP);
    }

    @Test
    void pausesLongerWhereAWriteHasJoinedFrames() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 3));
        reader.read(consumer, false);
        written();

        // Nine milliseconds for three frames in a write, three for nothing; five are over.
        assertThat(fanout.pauseNanos()).isEqualTo(7 * STEP);
    }

    @Test
    void tellsWhoWaitsForAnEventBeforeAnySocketIsShownIt() throws InterruptedException {
        answers.waiting.add(id(1));
        consumer.schedulePollTask(() -> add(1, 1));
        reader.read(consumer, false);

        assertThat(answers.told).extracting(Published::command).containsExactly(id(1));
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(written()).containsExactly(List.of(1L));
    }

    @Test
    void countsTheBytesThatItReads() throws InterruptedException {
        consumer.schedulePollTask(() -> add(1, 2));
        reader.read(consumer, false);
        written();

        assertThat(meters.get("chat.realtime.records.bytes").counter().count())
                .isEqualTo(json(1).length() + json(2).length());
    }

    /** The places in the log that each write to the socket shows. */
    private List<List<Long>> written() {
        loopsWork();
        List<List<Long>> writes = new ArrayList<>();
        for (ByteBuf write = channel.readOutbound();
                write != null;
                write = channel.readOutbound()) {
            writes.add(
                    SEQ.matcher(write.toString(UTF_8))
                            .results()
                            .map(found -> Long.valueOf(found.group(1)))
                            .toList());
            write.release();
        }
        return writes;
    }

    private void loopsWork() {
        channel.runPendingTasks();
        ofAnotherLoop.runPendingTasks();
    }

    private void add(long first, long last) {
        for (long seq = first; seq <= last; seq++) {
            var record =
                    new ConsumerRecord<>(
                            events.topic(),
                            events.partition(),
                            seq - 1,
                            room.toString(),
                            json(seq).getBytes(UTF_8));
            record.headers()
                    .add(CloudEventHeaders.ID, id(seq).toString().getBytes(UTF_8))
                    .add(CloudEventHeaders.TYPE, SENT.getBytes(UTF_8))
                    .add(CloudEventHeaders.SEQUENCE, Long.toString(seq).getBytes(UTF_8));
            consumer.addRecord(record);
        }
    }

    private static UUID id(long seq) {
        return new UUID(0, seq);
    }

    private String json(long seq) {
        return """
               {"id":"%s","room":"%s","seq":%d,"sender":{"username":"ana","id":"%s"}}\
               """
                .formatted(id(seq), room, seq, id(seq + 100));
    }

    private Seat seat() {
        var visitor = new Visitor(People.someone("Ana"), "t", Long.MAX_VALUE, Dialect.ACTIONS);
        var socket =
                new ChatSocket(
                        channel,
                        visitor,
                        bound("chat.realtime.sockets", SocketProperties.class),
                        new SocketMetrics(meters),
                        clock);
        return Seat.only(socket, room, 10_000);
    }

    private static <T> T bound(String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, type);
    }

    private void create(String topic) {
        consumer.updateEndOffsets(
                IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        consumer.updatePartitions(
                topic,
                Collections.nCopies(
                        Topics.PARTITIONS,
                        new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
    }
}
