package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.List;
import java.util.Map;
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
    private final Pacing pacing;
    private final Semaphore ahead;
    private final AllRoomsProperties allRooms;
    private final long heldBytes;

    Fanout(
            List<EventLoop> loops,
            Interest interest,
            Pacing pacing,
            FanoutProperties properties,
            AllRoomsProperties allRooms,
            MeterRegistry meters) {
        Counter deliveries =
                Counter.builder("chat.realtime.deliveries")
                        .description("Frames of events given to sockets")
                        .register(meters);
        this.loops = loops.stream().map(loop -> new LoopRooms(loop, deliveries)).toList();
        this.interest = interest;
        this.pacing = pacing;
        this.ahead = new Semaphore(properties.pollsAhead());
        this.allRooms = allRooms;
        this.heldBytes = properties.held().toBytes();
    }

    /** A seat for a socket, not yet taken. */
    public Seat seat(ChatSocket socket, UUID room) {
        return Seat.only(socket, room, heldBytes);
    }

    /** The seats of a socket of all rooms, none of which is taken yet. */
    public AllRooms allRooms(ChatSocket socket) {
        return new AllRooms(socket, rooms(socket), interest, allRooms, new HeldBytes(heldBytes));
    }

    /**
     * Takes a seat: from then on everything published for the room is held for it.
     *
     * @return completes when both the partition is read and the seat is known to its loop; whoever
     *     takes a seat leaves it by {@link #leave}, also if this fails
     */
    public CompletableFuture<Void> take(Seat seat) {
        CompletableFuture<Void> isRead = interest.open(seat.room());
        LoopRooms rooms = rooms(seat.socket());
        return CompletableFuture.allOf(
                isRead, CompletableFuture.runAsync(() -> rooms.add(seat), rooms.loop()));
    }

    /**
     * Lets a socket learn from then on in which rooms its visitor comes in and goes out.
     *
     * @return as of a single seat
     */
    public CompletableFuture<Void> take(AllRooms all) {
        CompletableFuture<Void> isRead = interest.openPerson(all.visitor());
        LoopRooms rooms = rooms(all.socket());
        return CompletableFuture.allOf(
                isRead, CompletableFuture.runAsync(() -> rooms.add(all), rooms.loop()));
    }

    /**
     * Takes the seats in the rooms in which the visitor takes part, each with the version of the
     * room event by which they came in.
     *
     * @return completes when the events of all of them are read
     */
    public CompletableFuture<Void> take(AllRooms all, Map<UUID, Long> versions) {
        return CompletableFuture.completedFuture(versions)
                .thenComposeAsync(all::seat, all.socket().loop());
    }

    /**
     * Whether everything published for a room from now on is read here: for as long as a socket has
     * a seat there, and some seconds longer ({@code chat.realtime.fanout.linger}).
     */
    public boolean reads(UUID room) {
        return interest.has(room) && interest.isRead(room);
    }

    /** Leaves what a socket has taken, once; on whatever thread. */
    public void leave(Seating seating) {
        switch (seating) {
            case OneRoom(Seat seat) -> leave(seat);
            case AllRooms all -> leave(all);
        }
    }

    private void leave(Seat seat) {
        LoopRooms rooms = rooms(seat.socket());
        try {
            rooms.loop().execute(() -> rooms.remove(seat));
        } finally {
            interest.close(seat.room());
        }
    }

    private void leave(AllRooms all) {
        LoopRooms rooms = rooms(all.socket());
        try {
            rooms.loop().execute(() -> rooms.remove(all));
        } finally {
            interest.closePerson(all.visitor());
        }
    }

    /** How long the reader is to pause before it polls again; on its thread, as what follows. */
    long pauseNanos() {
        return pacing.pauseNanos();
    }

    /** Hands a batch to all loops; waits while they have too much unfinished. */
    void deliver(PollBatch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        ahead.acquire();
        pacing.onHandedOver();
        batch.atEnd(() -> onEnded(batch));
        batch.shareAmong(loops.size());
        for (LoopRooms rooms : loops) {
            try {
                rooms.loop().execute(() -> deliver(rooms, batch));
            } catch (RejectedExecutionException e) {
                batch.done();
            }
        }
    }

    private void deliver(LoopRooms rooms, PollBatch batch) {
        // By the clock: a loop that waits for a processor shows that there is too little of them.
        long began = pacing.now();
        double framesInAWrite = 1;
        try {
            framesInAWrite = rooms.deliver(batch);
        } finally {
            batch.addWork((long) (framesInAWrite * (pacing.now() - began)));
            batch.done();
        }
    }

    private void onEnded(PollBatch batch) {
        // In this order, so that a reader that waited for its turn knows what the batch took.
        pacing.onEnded(batch.workNanos());
        ahead.release();
    }

    /** Does something with every seat of some rooms, each on its own event loop. */
    void forEachSeat(Predicate<UUID> concerned, Consumer<Seat> action) {
        loops.forEach(rooms -> rooms.loop().execute(() -> rooms.forEach(concerned, action)));
    }

    /** Does something with every socket of all rooms, each on its own event loop. */
    void forEachOfAllRooms(Consumer<AllRooms> action) {
        loops.forEach(rooms -> rooms.loop().execute(() -> rooms.forEachOfAllRooms(action)));
    }

    private LoopRooms rooms(ChatSocket socket) {
        EventLoop loop = socket.loop();
        return loops.stream()
                .filter(rooms -> rooms.loop() == loop)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("An event loop of somebody else's"));
    }
}
