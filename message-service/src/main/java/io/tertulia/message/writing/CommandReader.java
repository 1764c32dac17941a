package io.tertulia.message.writing;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topic;
import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.DeleteMessage;
import io.tertulia.events.message.MessageCommand.EditMessage;
import io.tertulia.events.message.MessageCommand.Probe;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads commands; what no version of the writer could apply becomes {@link Arrival.Poison}. */
final class CommandReader {

    private final EventCodec<MessageCommand> codec;

    CommandReader(Topic<MessageCommand> commands) {
        codec = new EventCodec<>(commands);
    }

    /**
     * Reads a record.
     *
     * @param epoch the run of offsets that its is of
     */
    Arrival read(ConsumerRecord<String, byte[]> record, String epoch) {
        try {
            Optional<Envelope<MessageCommand>> envelope = codec.decode(record);
            if (envelope.isEmpty()) {
                // Skipping it, as one skips an event, would leave its asker without an answer and
                // its change undone; once this version is replaced it can be sent again.
                return new Arrival.Poison(record, epoch, "the command's type is unknown");
            }
            MessageCommand command = envelope.get().data();
            if (!isWhole(command)) {
                return new Arrival.Poison(record, epoch, "a part of the command is missing");
            }
            // A room's commands under another key would be in another partition: two writers.
            return command.room().equals(envelope.get().key())
                    ? new Arrival.Incoming(command, record, epoch)
                    : new Arrival.Poison(record, epoch, "the key is not the command's room");
        } catch (MalformedRecord e) {
            return new Arrival.Poison(record, epoch, String.valueOf(e.getMessage()));
        }
    }

    /** JSON may leave out what the records promise: the compiler cannot see that. */
    private static boolean isWhole(MessageCommand command) {
        return areThere(command.id(), command.room())
                && isWhole(command.by())
                && switch (command) {
                    case SendMessage send -> areThere(send.content(), send.messageType());
                    case EditMessage edit -> areThere(edit.messageId(), edit.content());
                    case DeleteMessage delete -> areThere(delete.messageId());
                    case AddReaction add -> areThere(add.messageId(), add.emoji());
                    case RemoveReaction remove -> areThere(remove.messageId(), remove.emoji());
                    case Probe probe -> true;
                };
    }

    private static boolean isWhole(@Nullable User user) {
        return user != null
                && areThere(user.id(), user.username(), user.firstName(), user.lastName());
    }

    private static boolean areThere(@Nullable Object... parts) {
        return Stream.of(parts).noneMatch(part -> part == null);
    }
}
