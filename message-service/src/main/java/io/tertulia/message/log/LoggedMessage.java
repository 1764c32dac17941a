package io.tertulia.message.log;

import io.tertulia.events.message.Message;

/**
 * A message and how much of the log it reflects.
 *
 * @param message its {@code seq} is the place at which it was sent
 * @param stateSeq the place of the last change that touched it
 */
public record LoggedMessage(Message message, long stateSeq) {

    /** Whether nothing has touched it since it was sent. */
    boolean isNew() {
        return stateSeq == message.seq();
    }
}
