package io.tertulia.realtime.upgrade;

import io.tertulia.realtime.fanout.AllRooms;
import io.tertulia.realtime.fanout.AllRoomsOpening;
import io.tertulia.realtime.fanout.AllRoomsProperties;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.myrooms.Answer;
import io.tertulia.realtime.myrooms.LogHead;
import io.tertulia.realtime.myrooms.MyRooms;
import io.tertulia.realtime.roomlog.LogAnswer;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into all rooms at once. First the events about who comes into which room are read, then
 * room-service is asked for the visitor's rooms: it stores a membership before it publishes the
 * event, so none is missed in between. Then seats are taken in them, and only then message-service
 * is asked where their logs end, as for a single room.
 */
final class AllRoomsEntrance implements Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(AllRoomsEntrance.class);

    /** Rooms that message-service does not know yet to be the visitor's are asked for singly. */
    private static final int MOST_SINGLY = 100;

    private final Fanout fanout;
    private final MyRooms rooms;
    private final RoomLog log;
    private final AllRoomsOpening opening;
    private final AllRoomsProperties properties;
    private final Waits waits;

    AllRoomsEntrance(
            Fanout fanout,
            MyRooms rooms,
            RoomLog log,
            AllRoomsOpening opening,
            AllRoomsProperties properties,
            Waits waits) {
        this.fanout = fanout;
        this.rooms = rooms;
        this.log = log;
        this.opening = opening;
        this.properties = properties;
        this.waits = waits;
    }

    @Override
    public @Nullable Arrival enter(
            UpgradeRequest request,
            ChatSocket socket,
            Function<Seating, CompletableFuture<Boolean>> upgrade)
            throws Refused, InterruptedException {
        String token = socket.visitor().token();
        AllRooms all = fanout.allRooms(socket);
        CompletableFuture<Void> taken = fanout.take(all);
        boolean isOpen = false;
        try {
            waits.untilTaken(taken);
            Map<UUID, Long> mine = mine(token);
            waits.untilTaken(fanout.take(all, mine));
            opening.expect(all, heads(mine.keySet(), token));
            isOpen = waits.isUpgraded(upgrade, all);
            return isOpen ? () -> opening.open(all) : null;
        } finally {
            if (!isOpen) {
                fanout.leave(all);
            }
        }
    }

    private Map<UUID, Long> mine(String token) throws Refused, InterruptedException {
        Map<UUID, Long> mine = given(rooms.of(token)).open();
        if (mine.size() > properties.most()) {
            throw Refused.conflict(
                    "too_many_rooms",
                    "You take part in more than %d rooms: open a socket for each that you show."
                            .formatted(properties.most()));
        }
        return mine;
    }

    private Map<UUID, LogHead> heads(Set<UUID> mine, String token)
            throws Refused, InterruptedException {
        Map<UUID, LogHead> heads = new HashMap<>(given(rooms.heads(mine, token)));
        List<UUID> unknown = mine.stream().filter(room -> !heads.containsKey(room)).toList();
        if (unknown.size() > MOST_SINGLY) {
            throw unavailable("message-service does not know most of a person's rooms");
        }
        for (UUID room : unknown) {
            switch (log.after(room, RoomLog.HEAD_ONLY, token)) {
                case LogAnswer.Page page -> heads.put(room, new LogHead(page.lastSeq(), null));
                case LogAnswer.Denied denied ->
                        LOG.debug("Somebody has just left one of their rooms: {}", denied);
                case LogAnswer.Away(String reason) -> throw unavailable(reason);
            }
        }
        return heads;
    }

    private static <T> T given(Answer<T> answer) throws Refused {
        return switch (answer) {
            case Answer.Given<T>(T value) -> value;
            case Answer.BadToken<T> _ -> throw Refused.badToken();
            case Answer.Away<T>(String reason) -> throw unavailable(reason);
        };
    }

    private static Refused unavailable(String reason) {
        LOG.warn("Somebody's rooms cannot be asked for: {}", reason);
        return Refused.unavailable("Your rooms cannot be read now; try again.");
    }
}
