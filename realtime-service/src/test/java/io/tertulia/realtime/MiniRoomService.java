package io.tertulia.realtime;

import com.sun.net.httpserver.HttpExchange;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.EventJson;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A room-service in miniature: keeps who takes part, tells people their rooms, and publishes room
 * events as the real one does, first stored and then published.
 */
final class MiniRoomService {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final EventCodec<RoomEvent> EVENTS = new EventCodec<>(Topics.ROOM_EVENTS);

    private final MiniMessageService messages;

    MiniRoomService(MiniMessageService messages) {
        this.messages = messages;
    }

    /** Somebody creates a room with others, as a direct chat or a group. */
    MiniRoom create(User creator, User... others) {
        MiniRoom room = messages.room();
        publish(room, new RoomEvent.RoomCreated(state(room, creator)));
        add(room, creator, Role.OWNER);
        for (User other : others) {
            add(room, other, Role.MEMBER);
        }
        return room;
    }

    void join(MiniRoom room, User user) {
        add(room, user, Role.MEMBER);
    }

    private void add(MiniRoom room, User user, Role role) {
        room.add(user);
        publish(room, new RoomEvent.ParticipantJoined(state(room, user), user, role));
    }

    void leave(MiniRoom room, User user) {
        room.remove(user);
        publish(room, new RoomEvent.ParticipantLeft(state(room, user), user));
    }

    void close(MiniRoom room, User by) {
        room.close();
        publish(room, new RoomEvent.RoomUpdated(state(room, by)));
    }

    /** Publishes an event with the room's next version. */
    void publish(MiniRoom room, RoomEvent event) {
        publish(room, room.nextVersion(), event);
    }

    /** Publishes an event as of any version. */
    void publish(MiniRoom room, long version, RoomEvent event) {
        messages.send(
                EVENTS.encode(
                        new Envelope<>(
                                UUID.randomUUID(), room.id(), version, Instant.EPOCH, event)));
    }

    static Room state(MiniRoom room, User creator) {
        return new Room(
                room.id(),
                "General",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                2,
                creator,
                room.isOpen(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** Answers {@code /internal/my-rooms}. */
    void answer(HttpExchange exchange, UUID caller) throws IOException {
        ObjectNode mine = MAPPER.createObjectNode();
        ObjectNode open = mine.putObject("open");
        ArrayNode closed = mine.putArray("closed");
        for (MiniRoom room : messages.roomsOf(caller)) {
            if (room.isOpen()) {
                open.put(room.id().toString(), room.versionOf(caller));
            } else {
                closed.add(room.id().toString());
            }
        }
        MiniMessageService.reply(exchange, 200, mine);
    }
}
