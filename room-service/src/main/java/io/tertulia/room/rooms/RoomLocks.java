package io.tertulia.room.rooms;

import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Lets changes of one room pass one after another within this instance. Correctness does not lean
 * on it, the compare-and-set on the room's version sees to that, across instances too; it only
 * keeps a burst of joins from failing that comparison over and over.
 */
@Component
class RoomLocks {

    private static final int STRIPES = 256;

    private final RoomProperties properties;
    private final List<ReentrantLock> locks =
            IntStream.range(0, STRIPES).mapToObj(stripe -> new ReentrantLock()).toList();

    RoomLocks(RoomProperties properties) {
        this.properties = properties;
    }

    /**
     * Does some work while no other change of the room is under way here.
     *
     * @throws ProblemException 503 if its turn does not come in time
     */
    <T> T inTurn(UUID room, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(room.hashCode(), STRIPES));
        if (!acquire(lock)) {
            throw busy();
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    ProblemException busy() {
        return ProblemException.unavailable(
                "Many change this room at the same time; try again.", properties.retryAfter());
    }

    private boolean acquire(ReentrantLock lock) {
        try {
            return lock.tryLock(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
