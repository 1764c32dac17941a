package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.history.MessageReader;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells room-service what its rooms' logs are like, in the name of a caller. The gateway does not
 * route here; still, nobody is told anything of a room that they do not take part in.
 */
@RestController
final class RoomHeadsController {

    private static final int MOST_ROOMS = 500;

    private final RoomLog log;
    private final UnreadCounter counter;
    private final MessageReader messages;
    private final RoomAccess access;

    RoomHeadsController(
            RoomLog log, UnreadCounter counter, MessageReader messages, RoomAccess access) {
        this.log = log;
        this.counter = counter;
        this.messages = messages;
        this.access = access;
    }

    record HeadsRequest(@NotNull @Size(max = MOST_ROOMS) List<@NotNull UUID> roomIds) {}

    /** The heads of those of the caller's rooms that somebody has written to. */
    record HeadsResponse(Map<UUID, HeadView> heads) {}

    /**
     * What a room's log is like for the caller.
     *
     * @param unreadCount messages of others that the caller has not read
     */
    record HeadView(
            long lastSeq,
            long lastNumber,
            @Nullable Message lastMessage,
            @Nullable Instant lastActivityAt,
            long unreadCount) {}

    @PostMapping("/internal/room-heads")
    HeadsResponse heads(@CurrentUser User caller, @RequestBody @Valid HeadsRequest request) {
        Collection<RoomHead> heads = log.heads().find(Set.copyOf(request.roomIds())).values();
        Set<UUID> own =
                access.participating(
                        caller, heads.stream().map(RoomHead::room).collect(Collectors.toSet()));
        List<RoomHead> visible = heads.stream().filter(head -> own.contains(head.room())).toList();
        Map<UUID, Message> lastMessages = lastMessages(visible);
        Map<UUID, Long> unread = counter.unread(caller.id(), visible);
        return new HeadsResponse(
                visible.stream()
                        .collect(
                                Collectors.toMap(
                                        RoomHead::room,
                                        head ->
                                                new HeadView(
                                                        head.lastSeq(),
                                                        head.lastNumber(),
                                                        lastMessages.get(head.room()),
                                                        head.lastActivityAt(),
                                                        unread.getOrDefault(head.room(), 0L)))));
    }

    private Map<UUID, Message> lastMessages(Collection<RoomHead> some) {
        return messages
                .numbered(
                        some.stream()
                                .filter(head -> head.lastNumber() > 0)
                                .map(head -> new NumberInRoom(head.room(), head.lastNumber()))
                                .toList())
                .stream()
                .collect(Collectors.toMap(Message::room, Function.identity()));
    }
}
