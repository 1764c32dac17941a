package io.tertulia.message.history;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.MessagesCollection;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads messages as clients are shown them. */
public final class MessageReader {

    private final MessagesCollection messages;
    private final RoomAccess access;
    private final Quotes quotes;

    MessageReader(MessagesCollection messages, RoomAccess access) {
        this.messages = messages;
        this.access = access;
        this.quotes = new Quotes(messages);
    }

    /**
     * A message that the caller may see.
     *
     * @throws ProblemException 404 for an unknown message, and for one in a room of others: nobody
     *     is told that a message exists which they may not see
     */
    public Message visible(User caller, UUID id) {
        return messages.byMessageId(id)
                .map(LoggedMessage::message)
                .filter(message -> access.isParticipant(caller, message.room()))
                .map(quotes::refresh)
                .orElseThrow(() -> ProblemException.notFound("There is no such message."));
    }

    /**
     * A message that the writer has just said is stored.
     *
     * @throws IllegalStateException if it is not there after all
     */
    public Message stored(UUID id) {
        return messages.byMessageId(id)
                .map(LoggedMessage::message)
                .map(quotes::refresh)
                .orElseThrow(() -> new IllegalStateException("an accepted message is missing"));
    }

    /** The messages with these numbers, in no order; whether they may be seen is not asked. */
    public List<Message> numbered(Collection<NumberInRoom> numbers) {
        return quotes.refresh(
                messages.byNumber(numbers).stream().map(LoggedMessage::message).toList());
    }
}
