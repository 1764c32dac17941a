package io.tertulia.realtime.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandHeaders;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.realtime.kafka.EventPublisher;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Appends commands to the room log, and what people have read beside it, and hands back each
 * answer, with the headers that Spring Kafka's request/reply uses. It is our own class because the
 * stock template arms a timer per request, may lose a reply that comes before its container has
 * resolved its position, and waits for Kafka's metadata on the caller's thread, which here is an
 * event loop.
 *
 * <p>Order: a socket's frames are sent by its event loop one after another; the producer keeps the
 * order of {@code send} calls of one key; the key is the room.
 */
public final class CommandSender implements EventAnswers {

    private static final EventCodec<MessageCommand> COMMANDS =
            new EventCodec<>(Topics.MESSAGE_COMMANDS);
    private static final EventCodec<MarkRead> READS = new EventCodec<>(Topics.READ_COMMANDS);
    private static final byte[] REPLY_TOPIC = Topics.COMMAND_REPLIES.name().getBytes(UTF_8);

    private final EventPublisher publisher;
    private final AwaitedReplies awaited;
    private final ReplyReader reader;
    private final Clock clock;
    private final byte[] replyPartition;

    CommandSender(
            EventPublisher publisher, AwaitedReplies awaited, ReplyReader reader, Clock clock) {
        this.publisher = publisher;
        this.awaited = awaited;
        this.reader = reader;
        this.clock = clock;
        this.replyPartition = ByteBuffer.allocate(Integer.BYTES).putInt(reader.partition()).array();
    }

    /**
     * Sends a command; never blocks.
     *
     * @param readsEvents whether this instance reads the room's events, and will for as long as a
     *     command may wait, and tells {@link #onPublished} of them
     * @return the writer's reply, or what the event of the command tells, or {@link Unavailable};
     *     completed on a thread that must not be held up
     */
    public CompletableFuture<CommandReply> send(MessageCommand command, boolean readsEvents) {
        return ask(
                COMMANDS.encode(envelope(command.id(), command.room(), command)),
                readsEvents ? command : null);
    }

    @Override
    public boolean isWaitedFor(UUID command) {
        return awaited.isWaitedFor(command);
    }

    @Override
    public void onPublished(Published event) {
        CompletableFuture<CommandReply> reply = awaited.take(event);
        if (reply != null) {
            reply.complete(new CommandReply.Accepted(event.message(), event.seq(), false));
        }
    }

    /**
     * Asks for messages to be marked as read; never blocks.
     *
     * @return the reply as of {@link #send}
     */
    public CompletableFuture<CommandReply> mark(MarkRead request) {
        return ask(READS.encode(envelope(request.id(), request.room(), request)), null);
    }

    /**
     * @param told the command, if its event is read here
     */
    private CompletableFuture<CommandReply> ask(
            ProducerRecord<String, byte[]> record, @Nullable MessageCommand told) {
        var reply = new CompletableFuture<CommandReply>();
        if (!reader.isListening()) {
            reply.completeExceptionally(new Unavailable("The room log does not answer yet."));
            return reply;
        }
        AwaitedReplies.Place place = awaited.open(reply, told);
        if (place == null) {
            reply.completeExceptionally(new Unavailable("Too much is waiting for the room log."));
            return reply;
        }
        if (place.isTold()) {
            CommandHeaders.addReadsEvents(record.headers());
        }
        var _ =
                publisher
                        .publish(addressed(record, awaited.correlation(place.number())))
                        .whenComplete(
                                (published, failure) -> {
                                    if (failure != null) {
                                        awaited.fail(
                                                place.number(), "The room log does not take it.");
                                    }
                                });
        return reply;
    }

    /** Whether the thread that reads replies lives. */
    public boolean isAlive() {
        return reader.isAlive();
    }

    private <T> Envelope<T> envelope(UUID id, UUID room, T data) {
        return new Envelope<>(id, room, 0, clock.instant(), data);
    }

    private ProducerRecord<String, byte[]> addressed(
            ProducerRecord<String, byte[]> record, byte[] correlation) {
        record.headers()
                .add(KafkaHeaders.CORRELATION_ID, correlation)
                .add(KafkaHeaders.REPLY_TOPIC, REPLY_TOPIC)
                .add(KafkaHeaders.REPLY_PARTITION, replyPartition);
        return record;
    }
}
