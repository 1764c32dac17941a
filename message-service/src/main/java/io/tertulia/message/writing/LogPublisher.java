package io.tertulia.message.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.message.log.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka what became of a batch. Not final so that tests can let a process die between any two
 * steps.
 */
class LogPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(LogPublisher.class);

    /** In bytes, of a value; Kafka takes records of about a million. */
    static final int LONGEST_DEAD = 900_000;

    static final String DEAD_REASON = "dead_reason";
    static final String DEAD_PARTITION = "dead_partition";
    static final String DEAD_OFFSET = "dead_offset";

    private final Producer<String, byte[]> producer;
    private final LogTopics topics;
    private final Duration patience;
    private final EventCodec<MessageEvent> events;
    private final EventCodec<CommandReply> replies;

    /**
     * Makes a publisher.
     *
     * @param producer idempotent and with acks=all: then the events of one room keep their order
     *     even when Kafka makes it send again
     * @param patience how long a whole batch may take to be acknowledged
     */
    LogPublisher(Producer<String, byte[]> producer, LogTopics topics, Duration patience) {
        this.producer = producer;
        this.topics = topics;
        this.patience = patience;
        this.events = new EventCodec<>(topics.events());
        this.replies = new EventCodec<>(topics.replies());
    }

    /**
     * Publishes the events of changes, in their order, and waits until Kafka has all.
     *
     * @throws KafkaException if it has not; some may be there
     */
    void publishEvents(List<Change> changes) {
        awaitAll(
                changes.stream()
                        .map(
                                change ->
                                        events.encode(
                                                new Envelope<>(
                                                        change.cause().command(),
                                                        change.room(),
                                                        change.seq(),
                                                        change.cause().at(),
                                                        event(change))))
                        .toList());
    }

    /**
     * Puts aside what can never be applied, and waits until Kafka has all.
     *
     * @throws KafkaException if it has not; some may be there
     */
    void publishDead(List<Arrival.Poison> poison) {
        awaitAll(poison.stream().map(this::dead).toList());
    }

    /** Where the asker of a command waits; empty where nobody does. */
    Optional<ReplyAddress> address(ConsumerRecord<String, byte[]> command) {
        return ReplyAddress.of(command, topics.replies());
    }

    /** Answers. Nobody waits for Kafka here: whoever gets no answer asks again, same id. */
    void reply(ReplyAddress to, Envelope<? extends CommandReply> reply) {
        var unused =
                producer.send(
                        to.address(replies.encode(reply), topics.replies()),
                        (metadata, e) -> {
                            if (e != null) {
                                LOG.warn(
                                        "A reply got lost; its asker will ask again: {}",
                                        e.toString());
                            }
                        });
    }

    private void awaitAll(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        records.forEach(record -> sent.add(producer.send(record)));
        for (Future<RecordMetadata> each : sent) {
            await(each, deadline - System.nanoTime());
        }
    }

    private static void await(Future<RecordMetadata> sent, long nanos) {
        try {
            sent.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka refused a record", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not acknowledge in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing", e);
        }
    }

    private ProducerRecord<String, byte[]> dead(Arrival.Poison poison) {
        var record = poison.record();
        var dead = new ProducerRecord<>(topics.dead(), record.key(), shortened(record.value()));
        record.headers().forEach(header -> dead.headers().add(header));
        dead.headers()
                .add(DEAD_REASON, poison.reason().getBytes(UTF_8))
                .add(DEAD_PARTITION, Integer.toString(record.partition()).getBytes(UTF_8))
                .add(DEAD_OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        return dead;
    }

    /** With our headers added, a record as large as Kafka takes would be refused for ever. */
    private static byte @Nullable [] shortened(byte @Nullable [] value) {
        return value == null || value.length <= LONGEST_DEAD
                ? value
                : Arrays.copyOf(value, LONGEST_DEAD);
    }

    private static MessageEvent event(Change change) {
        Message message = change.after().at(change.seq());
        return switch (change.type()) {
            case MESSAGE -> new MessageEvent.MessageSent(message);
            case MESSAGE_EDITED -> new MessageEvent.MessageEdited(message);
            case MESSAGE_DELETED -> new MessageEvent.MessageDeleted(message);
            case REACTION -> new MessageEvent.ReactionsChanged(message);
        };
    }
}
