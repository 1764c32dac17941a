package io.tertulia.message.attachments;

import io.tertulia.message.log.Change;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.UploadState;
import io.tertulia.message.log.UploadsCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Removes what no message shows: uploads that ended half-way, those that were never sent, and those
 * whose message was deleted. Every instance sweeps all; that two meet is harmless, since each step
 * is a compare-and-set or may be repeated.
 */
final class UploadSweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweeper.class);

    private final RoomLog log;
    private final UploadShelf shelf;
    private final AttachmentProperties properties;
    private final Clock clock;
    private @Nullable ScheduledExecutorService executor;

    // Only the one thread that sweeps reads and writes it.
    private boolean isFailing;

    UploadSweeper(RoomLog log, UploadShelf shelf, AttachmentProperties properties, Clock clock) {
        this.log = log;
        this.shelf = shelf;
        this.properties = properties;
        this.clock = clock;
    }

    /** One round, of bounded work; what is left is for the next one. */
    void sweep() {
        Instant now = clock.instant();
        // No grace: who is late only finds that the upload cannot become whole any more.
        giveUp(now.minus(properties.uploads().patience().multipliedBy(2)));
        letGo(now.minus(properties.unsentFor()).minus(properties.sweep().grace()));
        log.uploads().doomed(properties.sweep().batch()).forEach(shelf::remove);
    }

    /** Nobody receives these any more: whoever did has died, or gave up and could not say so. */
    private void giveUp(Instant before) {
        UploadsCollection uploads = log.uploads();
        uploads.before(UploadState.RECEIVING, before, properties.sweep().batch())
                .forEach(id -> uploads.doom(id, UploadState.RECEIVING));
    }

    /**
     * That one is not marked as sent proves nothing: its writer may have died before it came to
     * that, or be about to send it. The gate tells, and closes.
     */
    private void letGo(Instant before) {
        UploadsCollection uploads = log.uploads();
        for (UUID id : uploads.before(UploadState.READY, before, properties.sweep().batch())) {
            Optional<Change> sent = log.changes().seal(id);
            if (sent.isPresent()) {
                uploads.markSent(List.of(sent.get()));
            } else {
                uploads.doom(id, UploadState.READY);
            }
        }
    }

    private void maybeSweep() {
        try {
            sweep();
            if (isFailing) {
                LOG.info("Sweeping uploads works again");
            }
            isFailing = false;
        } catch (RuntimeException e) {
            // Whatever it is, the database being away most of all: the schedule must go on.
            if (!isFailing) {
                LOG.warn("Sweeping uploads does not work, it is tried again", e);
            }
            isFailing = true;
        }
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            executor =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().name("upload-sweeper").daemon().factory());
            long millis = properties.sweep().every().toMillis();
            var _ =
                    executor.scheduleWithFixedDelay(
                            this::maybeSweep, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
