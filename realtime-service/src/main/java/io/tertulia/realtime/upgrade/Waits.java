package io.tertulia.realtime.upgrade;

import io.tertulia.realtime.fanout.Seating;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both entrances wait for, each at most as long as is configured. */
final class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private final UpgradeProperties properties;

    Waits(UpgradeProperties properties) {
        this.properties = properties;
    }

    /** Waits until seats are taken and the events of their rooms are read. */
    void untilTaken(CompletableFuture<Void> taken) throws Refused, InterruptedException {
        try {
            taken.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("The events of a room are not read in time: {}", e.toString());
            throw Refused.unavailable("The room's events cannot be read now; try again.");
        }
    }

    /** Has the connection upgraded; false if it was gone, or it took too long. */
    boolean isUpgraded(Function<Seating, CompletableFuture<Boolean>> upgrading, Seating seating)
            throws InterruptedException {
        CompletableFuture<Boolean> upgrade = upgrading.apply(seating);
        try {
            return upgrade.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("A connection could not be upgraded: {}", e.toString());
            return false;
        } catch (TimeoutException e) {
            LOG.warn("A connection was not upgraded in time");
            // Either we end the wait, or the upgrade has just succeeded and owns place and seats.
            return !upgrade.complete(false) && upgrade.getNow(false);
        }
    }
}
