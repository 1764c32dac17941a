package io.tertulia.realtime.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.realtime.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Reads this instance's partition of the reply topic from its end, on one thread of its own. It
 * listens from the moment the end is known: a command sent after that cannot be answered before the
 * place that is read first. Kafka away means trying again, for ever.
 */
final class ReplyReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);
    private static final EventCodec<CommandReply> CODEC = new EventCodec<>(Topics.COMMAND_REPLIES);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 200;
    private static final int RECORDS_PER_POLL = 2_000;

    private final KafkaClients clients;
    private final AwaitedReplies awaited;
    private final TopicPartition partition;
    private final Counter malformed;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean isListening;

    ReplyReader(KafkaClients clients, AwaitedReplies awaited, int partition, MeterRegistry meters) {
        this.malformed =
                Counter.builder("chat.realtime.replies.malformed")
                        .description("Answers to commands that could not be read")
                        .register(meters);
        this.clients = clients;
        this.awaited = awaited;
        this.partition = new TopicPartition(Topics.COMMAND_REPLIES.name(), partition);
        this.thread = Thread.ofPlatform().daemon().name("reply-reader").unstarted(this::run);
    }

    int partition() {
        return partition.partition();
    }

    /** Whether a reply to a command that is sent now will be seen. */
    boolean isListening() {
        return isListening;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaited.failAll();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public int getPhase() {
        return 10;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        while (!isStopping()) {
            try (Consumer<String, byte[]> consumer = clients.consumer(RECORDS_PER_POLL)) {
                consumer.assign(List.of(partition));
                while (!isStopping()) {
                    read(consumer);
                    awaited.sweep();
                }
            } catch (RuntimeException e) {
                LOG.warn("Reading replies begins anew: {}", e.toString());
                isListening = false;
                pauseBeforeRetry();
            } finally {
                isListening = false;
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        try {
            if (!isListening && !listensFromTheEnd(consumer)) {
                pauseBeforeRetry();
                return;
            }
            consumer.poll(POLL).forEach(this::on);
        } catch (InvalidOffsetException e) {
            // What was lost were replies: those who wait for them time out and repeat.
            LOG.warn("The place in the reply topic is gone, going on from its end");
            isListening = false;
        } catch (WakeupException e) {
            LOG.debug("Woken up");
        }
    }

    private boolean listensFromTheEnd(Consumer<String, byte[]> consumer) {
        Long end = end(consumer);
        if (end == null) {
            return false;
        }
        consumer.seek(partition, end);
        isListening = true;
        LOG.info("Replies are read from {} at {}", partition, end);
        return true;
    }

    private @Nullable Long end(Consumer<String, byte[]> consumer) {
        try {
            if (consumer.partitionsFor(partition.topic()).isEmpty()) {
                return null;
            }
            return consumer.endOffsets(List.of(partition)).get(partition);
        } catch (KafkaException e) {
            LOG.debug("The reply topic has no known end yet: {}", e.toString());
            return null;
        }
    }

    private void pauseBeforeRetry() {
        awaited.sweep();
        try {
            if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping before replies could be read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private void on(ConsumerRecord<String, byte[]> record) {
        Header correlation = record.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (correlation == null) {
            return;
        }
        CompletableFuture<CommandReply> reply = awaited.take(correlation.value());
        if (reply == null) {
            return;
        }
        try {
            CODEC.decode(record)
                    .map(Envelope::data)
                    .ifPresentOrElse(
                            reply::complete,
                            () -> reply.completeExceptionally(new Unavailable("Unknown reply.")));
        } catch (MalformedRecord e) {
            malformed.increment();
            LOG.warn("A reply cannot be read: {}", e.getMessage());
            reply.completeExceptionally(new Unavailable("The reply cannot be read."));
        }
    }
}
