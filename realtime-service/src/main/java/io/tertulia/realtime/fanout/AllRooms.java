package io.tertulia.realtime.fanout;

import io.tertulia.realtime.myrooms.LogHead;
import io.tertulia.realtime.myrooms.RoomList;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sockets.ChatSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A socket of all rooms: its seats, which come and go with its visitor's memberships.
 *
 * <p>It is known to its loop before the visitor's rooms are asked for, and those are known before
 * their heads are asked for. So a membership that begins or ends meanwhile is seen as an event, as
 * part of the list, or as both, and the version of the room event tells which is newer.
 *
 * <p>Touched by the socket's event loop only.
 */
public final class AllRooms implements Seating {

    private final ChatSocket socket;
    private final LoopRooms loopRooms;
    private final Interest interest;
    private final AllRoomsProperties properties;
    private final HeldBytes held;
    private final Map<UUID, Seat> seats = new HashMap<>();

    /** Where the visitor went out before the list was here; it may be older than that. */
    private final Map<UUID, Long> goneAt = new HashMap<>();

    private Map<UUID, LogHead> heads = Map.of();
    private Set<UUID> suspects = Set.of();
    private @Nullable ScheduledFuture<?> nextCheck;
    private boolean isReady;
    private Consumer<Seat> filler = seat -> {};
    private Consumer<Seat> newcomer = seat -> {};
    private Listener listener = new Listener(room -> {}, room -> {});

    /** Who is to know that rooms come and go. */
    public record Listener(Consumer<UUID> onCame, Consumer<UUID> onLeft) {}

    AllRooms(
            ChatSocket socket,
            LoopRooms loopRooms,
            Interest interest,
            AllRoomsProperties properties,
            HeldBytes held) {
        this.socket = socket;
        this.loopRooms = loopRooms;
        this.interest = interest;
        this.properties = properties;
        this.held = held;
    }

    @Override
    public ChatSocket socket() {
        return socket;
    }

    @Override
    public @Nullable UUID onlyRoom() {
        return null;
    }

    @Override
    public boolean shows(UUID room) {
        return seats.containsKey(room);
    }

    /** Those in which something happened last, since telling about each has its price. */
    @Override
    public Set<UUID> lookedAt() {
        return seats.keySet().stream()
                .sorted(Comparator.comparing(this::lastActivity).reversed())
                .limit(properties.lookedAt())
                .collect(Collectors.toSet());
    }

    /** How many rooms {@link #lookedAt} has at most. */
    public int mostLookedAt() {
        return properties.lookedAt();
    }

    private Instant lastActivity(UUID room) {
        LogHead head = heads.get(room);
        Instant at = head == null ? null : head.lastActivityAt();
        return at == null ? Instant.EPOCH : at;
    }

    /** Says whom to tell from now on. */
    public void listener(Listener told) {
        listener = told;
    }

    UUID visitor() {
        return socket.visitor().user().id();
    }

    /**
     * Takes seats in the rooms in which the visitor takes part.
     *
     * @return completes when everything published from then on for these rooms will be read
     */
    CompletableFuture<Void> seat(Map<UUID, Long> versions) {
        List<UUID> added = new ArrayList<>();
        List<CompletableFuture<Void>> areRead = new ArrayList<>();
        versions.forEach(
                (room, version) -> {
                    if (seats.containsKey(room)) {
                        areRead.add(interest.whenRead(room));
                    } else if (!isGoneSince(room, version)) {
                        add(room, new Membership(this, version, null));
                        added.add(room);
                    }
                });
        areRead.add(interest.open(added));
        return CompletableFuture.allOf(areRead.toArray(CompletableFuture[]::new));
    }

    private Seat add(UUID room, Membership membership) {
        Seat seat = Seat.oneOfMany(socket, room, held, membership);
        seat.view().onHole(() -> filler.accept(seat));
        seats.put(room, seat);
        loopRooms.add(seat);
        return seat;
    }

    private boolean isGoneSince(UUID room, long version) {
        return goneAt.getOrDefault(room, 0L) > version;
    }

    /** The visitor comes into a room or goes out of it, with a frame of the batch. */
    void on(Passage passage, RoomBatch batch, int index) {
        UUID room = batch.room();
        if (!passage.isIn()) {
            // A seat that the visitor had has ended by the same frame already.
            if (!isReady) {
                goneAt.merge(room, passage.version(), Math::max);
            }
        } else if (!seats.containsKey(room) && !isGoneSince(room, passage.version())) {
            if (isReady && seats.size() >= properties.most()) {
                socket.close(CloseReason.SERVER_FAULT);
                return;
            }
            FrameText frame =
                    batch.frames().get(index).text(FrameStyle.ofAllRooms(socket.dialect()));
            Seat seat = add(room, new Membership(this, passage.version(), frame));
            // Whoever starts the seat waits until its events are read.
            var _ = interest.open(room);
            seat.deliverFrom(batch, index + 1);
            if (isReady) {
                start(seat);
            }
        }
    }

    private void start(Seat seat) {
        if (!socket.isOpen()) {
            // It is gone, and will soon be taken out.
            return;
        }
        listener.onCame().accept(seat.room());
        newcomer.accept(seat);
    }

    /** A seat has ended. Its list may not change while a batch is delivered, so it does later. */
    void onLeft(Seat seat) {
        seats.remove(seat.room(), seat);
        interest.close(seat.room());
        socket.execute(() -> loopRooms.remove(seat));
        listener.onLeft().accept(seat.room());
    }

    /** Whether the client is shown something already; before, it may not even be upgraded. */
    boolean isReady() {
        return isReady;
    }

    /** Where the logs of the rooms end, asked for after the seats were taken. */
    void heads(Map<UUID, LogHead> known) {
        heads = Map.copyOf(known);
    }

    /**
     * The client can be shown something from now on: says that it is ready, and lets all seats go
     * on live whose heads are known.
     *
     * @param seatsToFill told of seats with a hole; also of such as show one later
     * @param newSeats told of seats whose heads are not known; also of such as come later
     */
    void open(Consumer<Seat> seatsToFill, Consumer<Seat> newSeats) {
        isReady = true;
        filler = seatsToFill;
        newcomer = newSeats;
        goneAt.clear();
        sayReady();
        for (Seat seat : List.copyOf(seats.values())) {
            if (!heads.containsKey(seat.room())) {
                start(seat);
            } else if (!seat.view().goLive()) {
                filler.accept(seat);
            }
        }
        heads = Map.of();
    }

    private void sayReady() {
        Map<UUID, Long> lastSeqs = new LinkedHashMap<>();
        for (Seat seat : seats.values()) {
            LogHead head = heads.get(seat.room());
            if (head != null) {
                lastSeqs.put(seat.room(), head.lastSeq());
                seat.view().startAt(head.lastSeq());
                Objects.requireNonNull(seat.membership()).onAnnounced();
            }
        }
        if (socket.dialect() == Dialect.ACTIONS) {
            socket.send(ServerFrames.ready(socket.visitor().user(), lastSeqs));
        }
        socket.flush();
    }

    /**
     * Compares the seats with the visitor's rooms as room-service lists them.
     *
     * @return the rooms in which they differ; an event may be on its way that will say so
     */
    Set<UUID> differences(RoomList list) {
        Set<UUID> differing = new HashSet<>(list.open().keySet());
        differing.removeAll(seats.keySet());
        seats.keySet().stream()
                .filter(room -> !list.open().containsKey(room) && !list.closed().contains(room))
                .forEach(differing::add);
        return differing;
    }

    /** Whether one of these rooms was named the last time too; they are remembered. */
    boolean isStill(Set<UUID> differing) {
        boolean isStill = differing.stream().anyMatch(suspects::contains);
        suspects = Set.copyOf(differing);
        return isStill;
    }

    /** There is one next time to compare, at most. */
    void nextCheck(ScheduledFuture<?> check) {
        cancelCheck();
        nextCheck = check;
    }

    private void cancelCheck() {
        if (nextCheck != null) {
            nextCheck.cancel(false);
        }
    }

    /** Gives up all seats. */
    void vacate() {
        cancelCheck();
        List<UUID> rooms = new ArrayList<>(seats.keySet());
        seats.values().forEach(loopRooms::remove);
        seats.clear();
        interest.close(rooms);
    }
}
