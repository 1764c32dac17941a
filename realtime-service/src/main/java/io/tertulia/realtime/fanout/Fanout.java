package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.EventLoops;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The sockets' side of the fan-out: seats are taken and left here, and each poll's batch goes to
 * every event loop as one task.
 */
public final class Fanout {

    private final List<LoopRooms> loops;
    private final Interest interest;
    private final Semaphore ahead;
    private final long heldBytes;

    Fanout(EventLoops loops, Interest interest, FanoutProperties properties, MeterRegistry meters) {
        Counter deliveries =
                Counter.builder("chat.realtime.deliveries")
                        .description("Frames of events given to sockets")
                        .register(meters);
        this.loops = loops.all().stream().map(loop -> new LoopRooms(loop, deliveries)).toList();
        this.interest = interest;
        this.ahead = new Semaphore(properties.pollsAhead());
        this.heldBytes = properties.held().toBytes();
    }

    /** A seat for a socket, not yet taken. */
    public Seat seat(ChatSocket socket, UUID room) {
        return new Seat(socket, room, heldBytes);
    }

    /**
     * Takes a seat: from then on everything published for the room is held for it.
     *
     * @return completes when both the partition is read and the seat is known to its loop; whoever
     *     takes a seat leaves it by {@link #leave}, also if this fails
     */
    public CompletableFuture<Void> take(Seat seat) {
        CompletableFuture<Void> isRead = interest.open(seat.room());
        LoopRooms rooms = rooms(seat);
        return CompletableFuture.allOf(
                isRead, CompletableFuture.runAsync(() -> rooms.add(seat), rooms.loop()));
    }

    /** Leaves a seat, once; on whatever thread. */
    public void leave(Seat seat) {
        LoopRooms rooms = rooms(seat);
        try {
            rooms.loop().execute(() -> rooms.remove(seat));
        } finally {
            interest.close(seat.room());
        }
    }

    /** Hands a batch to all loops; waits while they have too much unfinished. */
    void deliver(PollBatch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        ahead.acquire();
        batch.shareAmong(loops.size(), ahead::release);
        for (LoopRooms rooms : loops) {
            try {
                rooms.loop().execute(() -> deliver(rooms, batch));
            } catch (RejectedExecutionException e) {
                batch.done();
            }
        }
    }

    private static void deliver(LoopRooms rooms, PollBatch batch) {
        try {
            rooms.deliver(batch);
        } finally {
            batch.done();
        }
    }

    /** Does something with every seat of some rooms, each on its own event loop. */
    void forEachSeat(Predicate<UUID> concerned, Consumer<Seat> action) {
        loops.forEach(rooms -> rooms.loop().execute(() -> rooms.forEach(concerned, action)));
    }

    private LoopRooms rooms(Seat seat) {
        EventLoop loop = seat.socket().loop();
        return loops.stream()
                .filter(rooms -> rooms.loop() == loop)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("An event loop of somebody else's"));
    }
}
