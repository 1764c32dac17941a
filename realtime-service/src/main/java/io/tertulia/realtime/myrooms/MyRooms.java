package io.tertulia.realtime.myrooms;

import io.tertulia.events.EventJson;
import io.tertulia.realtime.asking.Inquirer;
import io.tertulia.realtime.asking.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for somebody's rooms and for the ends of their logs. Blocks its caller, which is always a
 * virtual thread.
 */
public final class MyRooms {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final int OK = 200;

    /** Asked for at once; message-service takes no more than twice as many. */
    private static final int HEADS_AT_ONCE = 500;

    private final Inquirer roomService;
    private final Inquirer messageService;

    MyRooms(Inquirer roomService, Inquirer messageService) {
        this.roomService = roomService;
        this.messageService = messageService;
    }

    private record Heads(Map<UUID, LogHead> heads) {}

    /**
     * The rooms that somebody takes part in.
     *
     * @param token the person's own
     */
    public Answer<RoomList> of(String token) throws InterruptedException {
        return answer(roomService.get("/internal/my-rooms", token), RoomList.class);
    }

    /**
     * Where the logs of rooms end; a room that message-service does not know to be the asker's is
     * left out.
     *
     * @param token the asker's own
     */
    public Answer<Map<UUID, LogHead>> heads(Collection<UUID> rooms, String token)
            throws InterruptedException {
        var found = new HashMap<UUID, LogHead>();
        List<UUID> all = new ArrayList<>(rooms);
        for (int from = 0; from < all.size(); from += HEADS_AT_ONCE) {
            List<UUID> some = all.subList(from, Math.min(from + HEADS_AT_ONCE, all.size()));
            byte[] question = MAPPER.writeValueAsBytes(Map.of("room_ids", some));
            Reply reply = messageService.post("/internal/log-heads", question, token);
            switch (answer(reply, Heads.class)) {
                case Answer.Given<Heads>(Heads heads) -> found.putAll(heads.heads());
                case Answer.BadToken<Heads> _ -> {
                    return new Answer.BadToken<>();
                }
                case Answer.Away<Heads>(String reason) -> {
                    return new Answer.Away<>(reason);
                }
            }
        }
        return new Answer.Given<>(found);
    }

    private static <T> Answer<T> answer(Reply reply, Class<T> type) {
        return switch (reply) {
            case Reply.Given(int status, String body) when status == OK -> read(body, type);
            case Reply.Given(int status, String _) when status == 401 -> new Answer.BadToken<>();
            case Reply.Given(int status, String _) ->
                    new Answer.Away<>("an internal address answered " + status);
            case Reply.Away(String reason) -> new Answer.Away<>(reason);
        };
    }

    private static <T> Answer<T> read(String body, Class<T> type) {
        try {
            return new Answer.Given<>(MAPPER.readValue(body, type));
        } catch (JacksonException e) {
            return new Answer.Away<>("an answer cannot be read: " + e);
        }
    }
}
