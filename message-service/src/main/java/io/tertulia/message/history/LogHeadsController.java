package io.tertulia.message.history;

import io.tertulia.events.User;
import io.tertulia.message.log.HeadsCollection;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
 * Tells realtime-service where the logs of a caller's rooms end, and no more than that, so that a
 * thousand rooms cost two look-ups. The gateway does not route here; still, nobody is told anything
 * of a room that they do not take part in.
 */
@RestController
final class LogHeadsController {

    private static final int MOST_ROOMS = 1_000;

    private final HeadsCollection heads;
    private final RoomAccess access;

    LogHeadsController(RoomLog log, RoomAccess access) {
        this.heads = log.heads();
        this.access = access;
    }

    record HeadsRequest(@NotNull @Size(max = MOST_ROOMS) List<@NotNull UUID> roomIds) {}

    /** A room is left out if the caller does not take part in it, as far as is known here. */
    record HeadsResponse(Map<UUID, LogHead> heads) {}

    /**
     * Where a log ends.
     *
     * @param lastSeq 0 if nobody has written to the room
     */
    record LogHead(long lastSeq, @Nullable Instant lastActivityAt) {}

    @PostMapping("/internal/log-heads")
    HeadsResponse heads(@CurrentUser User caller, @RequestBody @Valid HeadsRequest request) {
        Set<UUID> own = access.participating(caller, Set.copyOf(request.roomIds()));
        Map<UUID, RoomHead> found = heads.find(own);
        return new HeadsResponse(
                own.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        room ->
                                                view(
                                                        found.getOrDefault(
                                                                room, RoomHead.empty(room))))));
    }

    private static LogHead view(RoomHead head) {
        return new LogHead(head.lastSeq(), head.lastActivityAt());
    }
}
