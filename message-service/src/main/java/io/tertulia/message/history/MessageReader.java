package io.tertulia.message.history;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.ProblemException;
import java.util.UUID;

/** Single messages. */
public final class MessageReader {

    private final RoomLog log;
    private final RoomAccess access;

    MessageReader(RoomLog log, RoomAccess access) {
        this.log = log;
        this.access = access;
    }

    /**
     * A message that the caller may see.
     *
     * @throws ProblemException 404 for an unknown message, and for one in a room of others: nobody
     *     is told that a message exists which they may not see
     */
    public Message visible(User caller, UUID id) {
        return log.messages()
                .byMessageId(id)
                .map(LoggedMessage::message)
                .filter(message -> access.isParticipant(caller, message.room()))
                .orElseThrow(() -> ProblemException.notFound("There is no such message."));
    }

    /**
     * A message that the writer has just said is stored.
     *
     * @throws IllegalStateException if it is not there after all
     */
    public Message stored(UUID id) {
        return log.messages()
                .byMessageId(id)
                .map(LoggedMessage::message)
                .orElseThrow(() -> new IllegalStateException("an accepted message is missing"));
    }
}
