package io.tertulia.message.attachments;

import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many uploads go on at once in this instance, so that their buffers and threads stay within
 * bounds. One lock guards both counts; nothing is waited for while it is held.
 */
final class UploadTurns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int most;
    private final int mostOfOne;
    private final Map<UUID, Integer> ofEach = new HashMap<>();
    private int all;

    UploadTurns(AttachmentProperties.Uploads bounds) {
        this.most = bounds.atOnce();
        this.mostOfOne = bounds.atOncePerPerson();
    }

    /** The right to upload now, until it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a turn.
     *
     * @throws ProblemException 429 if this person has too many, 503 if all together have
     */
    synchronized Turn take(UUID person) {
        if (ofEach.getOrDefault(person, 0) >= mostOfOne) {
            throw ProblemException.tooFast(
                    "At most %d uploads of one person at the same time.".formatted(mostOfOne),
                    RETRY_AFTER);
        }
        if (all >= most) {
            throw ProblemException.unavailable(
                    "Too many uploads are under way here; try again.", RETRY_AFTER);
        }
        all++;
        ofEach.merge(person, 1, Integer::sum);
        return () -> giveBack(person);
    }

    private synchronized void giveBack(UUID person) {
        all--;
        ofEach.computeIfPresent(person, (_, count) -> count == 1 ? null : count - 1);
    }
}
