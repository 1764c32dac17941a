package io.tertulia.presence.tracking;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Does what only the passing of time calls for: ends leases that fell silent, lets go of rooms
 * whose grace has passed, publishes what a crash left unpublished. Every instance sweeps all
 * people; that two meet is harmless, see {@link PresenceTracker}.
 */
@Component
class PresenceSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceSweeper.class);

    /** So that one sweep ends, however many people there are; the next goes on. */
    private static final int MOST_BATCHES = 40;

    private final PresenceStore store;
    private final PresenceTracker tracker;
    private final LeaseLog log;
    private final PresenceProperties properties;

    // Only the one thread that sweeps reads and writes it.
    private boolean isFailing;

    PresenceSweeper(
            PresenceStore store,
            PresenceTracker tracker,
            LeaseLog log,
            PresenceProperties properties) {
        this.store = store;
        this.tracker = tracker;
        this.log = log;
        this.properties = properties;
    }

    /** Sweeps once. What fails is tried again at the next sweep; only a change is logged. */
    void sweep() {
        try {
            log.look();
            sweepDue();
            if (isFailing) {
                LOG.info("Sweeping works again");
            }
            isFailing = false;
        } catch (MongoException
                | KafkaException
                | IllegalStateException
                | PresencePublisher.NotPublished e) {
            if (!isFailing) {
                LOG.warn("Sweeping does not work, it is tried again: {}", e.toString());
            }
            isFailing = true;
        }
    }

    private void sweepDue() {
        List<UUID> due = List.of();
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<UUID> before = due;
            due = store.due(log.readUntil());
            if (due.isEmpty() || due.equals(before)) {
                return;
            }
            tracker.revisit(due);
            if (due.size() < properties.sweepBatch()) {
                return;
            }
        }
    }
}
