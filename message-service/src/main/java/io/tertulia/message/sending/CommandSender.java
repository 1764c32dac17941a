package io.tertulia.message.sending;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.CommandReply.Alive;
import io.tertulia.events.message.CommandReply.Marked;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.requestreply.ReplyingKafkaOperations;

/**
 * Appends a command to its room's partition and waits for the reply of the room's writer, which may
 * be this instance or another one. Safe for use by many threads.
 */
final class CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ReplyingKafkaOperations<String, byte[], byte[]> kafka;
    private final Duration patience;
    private final Semaphore waiting;
    private final Clock clock;
    private final EventCodec<MessageCommand> commands;
    private final EventCodec<CommandReply> replies = new EventCodec<>(Topics.COMMAND_REPLIES);

    CommandSender(
            ReplyingKafkaOperations<String, byte[], byte[]> kafka,
            Topic<MessageCommand> topic,
            SendingProperties properties,
            Clock clock) {
        this.kafka = kafka;
        this.commands = new EventCodec<>(topic);
        this.patience = properties.patience();
        this.waiting = new Semaphore(properties.mostWaiting());
        this.clock = clock;
    }

    /**
     * Has a command applied.
     *
     * @throws ProblemException if the writer refuses it; 503 if no reply came in time, in which
     *     case the command may have been applied or may still be: the caller asks again, same id
     */
    Accepted send(MessageCommand command) {
        if (!waiting.tryAcquire()) {
            throw unavailable("Too many changes are waiting here; try again.");
        }
        try {
            return switch (await(command)) {
                case Accepted accepted -> accepted;
                case Refused refused -> throw RefusalProblems.of(refused);
                case Marked marked -> throw new IllegalStateException("no answer to a change");
                case Alive alive -> throw new IllegalStateException("no answer to a change");
            };
        } finally {
            waiting.release();
        }
    }

    private CommandReply await(MessageCommand command) {
        var record =
                commands.encode(
                        new Envelope<>(command.id(), command.room(), 0, clock.instant(), command));
        try {
            ConsumerRecord<String, byte[]> reply =
                    kafka.sendAndReceive(record, patience)
                            .get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
            return replies.decode(reply)
                    .orElseThrow(() -> new MalformedRecord("a reply of an unknown type"))
                    .data();
        } catch (ExecutionException | TimeoutException | KafkaException | MalformedRecord e) {
            LOG.warn("No reply to command {}: {}", command.id(), e.toString());
            throw unavailable("The change was not confirmed in time. " + advice(command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The service is stopping. " + advice(command));
        }
    }

    /** Only what is sent bears an id of the client's own; the rest is safe to ask for twice. */
    private static String advice(MessageCommand command) {
        return command instanceof SendMessage
                ? "Send it again with the same id to make sure: nothing is stored twice. The id is "
                        + command.id()
                : "It may have been made or may be made soon; look at the message, then try again.";
    }

    private static ProblemException unavailable(String detail) {
        return ProblemException.unavailable(detail, RETRY_AFTER);
    }
}
