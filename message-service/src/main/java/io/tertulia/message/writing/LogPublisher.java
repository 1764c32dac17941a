package io.tertulia.message.writing;

import io.tertulia.events.DeadLetter;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.message.log.Change;
import io.tertulia.message.replying.ReplyAddress;
import java.time.Duration;
import java.util.ArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka what became of a batch. Not final so that tests can let a process die between any two
 * steps.
 */
class LogPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(LogPublisher.class);

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

    /**
     * When a step that begins now must have ended; replies that are late by then are not sent.
     *
     * @return in the nanoseconds of {@link System#nanoTime}
     */
    long deadline() {
        return System.nanoTime() + patience.toNanos();
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
        long deadline = deadline();
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        for (ProducerRecord<String, byte[]> record : records) {
            // Where Kafka is away each send may block for a while: together much too long.
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("Kafka did not take the records in time");
            }
            Future<RecordMetadata> future = producer.send(record);
            if (future.isDone()) {
                // Refused at once, or acknowledged: what follows one that was refused may not be
                // taken, or it would be published ahead of its order.
                await(future, 0);
            }
            sent.add(future);
        }
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
        return DeadLetter.of(poison.record(), topics.dead(), poison.reason());
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
