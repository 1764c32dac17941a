package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.EventLoop;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seats of one event loop's sockets, by room, and its sockets of all rooms, by person. Touched
 * by that loop only: a poll's batch comes as one task, in which each socket is written to without
 * flushing and flushed once at the end, however many of its rooms had something to show.
 */
final class LoopRooms {

    private static final Logger LOG = LoggerFactory.getLogger(LoopRooms.class);

    private final EventLoop loop;
    private final Counter deliveries;
    private final Map<UUID, List<Seat>> seatsByRoom = new HashMap<>();
    private final Map<UUID, List<AllRooms>> allRoomsByPerson = new HashMap<>();

    LoopRooms(EventLoop loop, Counter deliveries) {
        this.loop = loop;
        this.deliveries = deliveries;
    }

    EventLoop loop() {
        return loop;
    }

    void add(Seat seat) {
        List<Seat> seats = seatsByRoom.computeIfAbsent(seat.room(), room -> new ArrayList<>(2));
        seat.index = seats.size();
        seats.add(seat);
        seat.take();
    }

    /** The last seat of the room moves to the place that gets free, so leaving costs no search. */
    void remove(Seat seat) {
        if (!seat.isTaken()) {
            return;
        }
        seat.vacate();
        List<Seat> seats = seatsByRoom.get(seat.room());
        if (seats == null) {
            return;
        }
        Seat moved = seats.removeLast();
        if (moved != seat) {
            seats.set(seat.index, moved);
            moved.index = seat.index;
        }
        if (seats.isEmpty()) {
            seatsByRoom.remove(seat.room());
        }
    }

    /** From now on the socket learns in which rooms its visitor comes in and goes out. */
    void add(AllRooms all) {
        allRoomsByPerson.computeIfAbsent(all.visitor(), user -> new ArrayList<>(1)).add(all);
    }

    /** Takes out a socket with all its seats; what was never added does no harm. */
    void remove(AllRooms all) {
        allRoomsByPerson.computeIfPresent(
                all.visitor(),
                (user, others) -> {
                    others.remove(all);
                    return others.isEmpty() ? null : others;
                });
        all.vacate();
    }

    /**
     * Delivers a batch. Closing a socket within never changes the lists: that comes as a task.
     *
     * @return how many frames a write took on average; 1 if there was none
     */
    double deliver(PollBatch batch) {
        List<ChatSocket> written = new ArrayList<>();
        long delivered = 0;
        try {
            for (RoomBatch ofRoom : batch.rooms()) {
                for (Seat seat : seatsByRoom.getOrDefault(ofRoom.room(), List.of())) {
                    int given = deliver(seat, ofRoom);
                    if (given > 0 && seat.socket().claimFlush()) {
                        written.add(seat.socket());
                    }
                    delivered += given;
                }
                // After the seats that were there, lest a new one gets the batch twice.
                ofRoom.passages().forEach(index -> pass(ofRoom, index));
            }
        } finally {
            written.forEach(ChatSocket::flush);
        }
        deliveries.increment((double) delivered);
        return written.isEmpty() ? 1 : (double) delivered / written.size();
    }

    /** What fails for one socket ends that socket only: the others get their frames. */
    private static int deliver(Seat seat, RoomBatch batch) {
        try {
            return seat.deliver(batch);
        } catch (RuntimeException e) {
            close(seat.socket(), e);
            return 0;
        }
    }

    private void pass(RoomBatch batch, int index) {
        Passage passage = batch.frames().get(index).passage();
        if (passage == null) {
            return;
        }
        for (AllRooms all : allRoomsByPerson.getOrDefault(passage.user(), List.of())) {
            try {
                all.on(passage, batch, index);
            } catch (RuntimeException e) {
                close(all.socket(), e);
            }
        }
    }

    private static void close(ChatSocket socket, RuntimeException fault) {
        LOG.error("A socket is closed for a fault of ours", fault);
        socket.close(CloseReason.SERVER_FAULT);
    }

    void forEach(Predicate<UUID> rooms, Consumer<Seat> action) {
        seatsByRoom.forEach(
                (room, seats) -> {
                    if (rooms.test(room)) {
                        seats.forEach(action);
                    }
                });
    }

    void forEachOfAllRooms(Consumer<AllRooms> action) {
        allRoomsByPerson.values().forEach(all -> all.forEach(action));
    }
}
