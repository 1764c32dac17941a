package io.tertulia.realtime.sending;

import java.util.UUID;

/** The commands whose events answer them. For any thread. */
public interface EventAnswers {

    /** Whether a command waits here for its event. */
    boolean isWaitedFor(UUID command);

    /** Takes an event that was read for the answer to its command, if that waits here. */
    void onPublished(Published event);
}
