package io.tertulia.message.history;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.membership.Memberships;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The room log, as clients read it. */
@RestController
@RequestMapping("/api/v1/chat")
final class HistoryController {

    private static final int MOST_CHANGES = 500;

    /** Somebody in more rooms than this sees the messages of some of them only, across rooms. */
    private static final int MOST_ROOMS = 500;

    /** How far back one can page across rooms; further back one pages through a room. */
    private static final int DEEPEST = 10_000;

    private final RoomHistory history;
    private final Timeline timeline;
    private final MessageReader messages;
    private final Memberships memberships;
    private final RoomAccess access;

    HistoryController(
            RoomHistory history,
            Timeline timeline,
            MessageReader messages,
            Memberships memberships,
            RoomAccess access) {
        this.history = history;
        this.timeline = timeline;
        this.messages = messages;
        this.memberships = memberships;
        this.access = access;
    }

    @GetMapping("/messages")
    Page<Message> all(@CurrentUser User caller, PageQuery query) {
        if (query.offset() + query.size() > DEEPEST) {
            throw ProblemException.invalid(
                    "page", "Across rooms, pages end at message %d.".formatted(DEEPEST));
        }
        RoomHistory.Stretch stretch =
                timeline.page(
                        memberships.roomsOf(caller.id(), MOST_ROOMS), query.offset(), query.size());
        return Page.of(query, stretch.count(), stretch.messages());
    }

    @GetMapping(path = "/messages", params = "room")
    Page<Message> ofRoom(
            @CurrentUser User caller, @RequestParam("room") UUID room, PageQuery query) {
        return page(caller, room, query);
    }

    @GetMapping("/messages/{id}")
    Message message(@CurrentUser User caller, @PathVariable UUID id) {
        return messages.visible(caller, id);
    }

    @GetMapping("/rooms/{room}/messages")
    Page<Message> page(@CurrentUser User caller, @PathVariable UUID room, PageQuery query) {
        access.requireReader(caller, room);
        RoomHistory.Stretch stretch = history.page(room, query.offset(), query.size());
        return Page.of(query, stretch.count(), stretch.messages());
    }

    @GetMapping(path = "/rooms/{room}/messages", params = "before_seq")
    Page<Message> before(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @RequestParam("before_seq") long seq,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit, PageQuery.LARGEST);
        access.requireReader(caller, room);
        RoomHistory.Stretch stretch = history.before(room, seq, limit);
        List<Message> found = stretch.messages();
        Long next = stretch.hasMore() ? found.getLast().seq() : null;
        return page(stretch, "before_seq", next);
    }

    @GetMapping(path = "/rooms/{room}/messages", params = "after_seq")
    Page<Message> after(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @RequestParam("after_seq") long seq,
            @RequestParam(defaultValue = "50") int limit) {
        checkLimit(limit, PageQuery.LARGEST);
        access.requireReader(caller, room);
        RoomHistory.Stretch stretch = history.after(room, seq, limit);
        Long next = stretch.hasMore() ? stretch.messages().getFirst().seq() : null;
        return page(stretch, "after_seq", next);
    }

    /** Without this, both of the above would claim the request. */
    @GetMapping(
            path = "/rooms/{room}/messages",
            params = {"before_seq", "after_seq"})
    Page<Message> between(@PathVariable UUID room) {
        String either = "Give before_seq or after_seq, not both.";
        throw ProblemException.invalid(
                Map.of("before_seq", List.of(either), "after_seq", List.of(either)));
    }

    @GetMapping("/rooms/{room}/changes")
    RoomHistory.ChangesView changes(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        checkLimit(limit, MOST_CHANGES);
        if (after < -1) {
            throw ProblemException.invalid("after", "Must be a place in the log, or -1.");
        }
        access.requireReader(caller, room);
        return history.changes(room, after, limit);
    }

    private static void checkLimit(int limit, int largest) {
        if (limit < 1 || limit > largest) {
            throw ProblemException.invalid(
                    "limit", "Must be a number from 1 to %d.".formatted(largest));
        }
    }

    private static Page<Message> page(
            RoomHistory.Stretch stretch, String parameter, @Nullable Long seq) {
        return new Page<>(
                stretch.count(),
                seq == null
                        ? null
                        : ServletUriComponentsBuilder.fromCurrentRequest()
                                .replaceQueryParam(parameter, seq)
                                .build()
                                .toUriString(),
                null,
                stretch.messages());
    }
}
