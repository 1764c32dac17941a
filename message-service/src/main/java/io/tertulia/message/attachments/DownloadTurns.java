package io.tertulia.message.attachments;

import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** How many downloads go on at once in this instance: each has a part of a file in memory. */
final class DownloadTurns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore free;

    DownloadTurns(int most) {
        free = new Semaphore(most);
    }

    /**
     * Begins a download.
     *
     * @return bytes that must be closed
     * @throws ProblemException 503 if there are too many
     */
    ChunkStream open(StoredBytes bytes) {
        if (!free.tryAcquire()) {
            throw ProblemException.unavailable(
                    "Too many downloads are under way here; try again.", RETRY_AFTER);
        }
        return new ChunkStream(bytes, free::release);
    }
}
