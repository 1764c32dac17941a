package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.room.heads.RoomHead;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rooms, as clients ask for them. */
@RestController
@RequestMapping("/api/v1/chat/rooms")
class RoomController {

    private final RoomRegistry registry;
    private final RoomReader reader;
    private final RoomQuota quota;
    private final Invitations invitations;
    private final RoomProperties properties;

    RoomController(
            RoomRegistry registry,
            RoomReader reader,
            RoomQuota quota,
            Invitations invitations,
            RoomProperties properties) {
        this.registry = registry;
        this.reader = reader;
        this.quota = quota;
        this.invitations = invitations;
        this.properties = properties;
    }

    @GetMapping
    Page<RoomResponse> list(@CurrentUser User caller, PageQuery query) {
        return reader.list(caller, query);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RoomResponse create(@CurrentUser User caller, @RequestBody RoomRequests.Create request) {
        NewRoom wanted = checked(caller, request);
        quota.require(List.of(caller));
        quota.require(wanted.others());
        return RoomResponse.of(registry.create(caller, wanted), RoomHead.EMPTY);
    }

    @GetMapping("/{room}")
    RoomResponse find(@CurrentUser User caller, @PathVariable UUID room) {
        return reader.find(caller, room);
    }

    @PatchMapping("/{room}")
    RoomResponse edit(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @RequestBody RoomRequests.Edit request) {
        var checker = new RequestChecker();
        var edit =
                new RoomChange.Edit(
                        caller.id(),
                        request.name() == null ? null : checker.name(request.name()),
                        request.description() == null
                                ? null
                                : checker.description(request.description()),
                        request.visibility() == null
                                ? null
                                : checker.visibility(request.visibility(), Visibility.PUBLIC));
        checker.finish();
        return reader.show(registry.change(room, edit));
    }

    @DeleteMapping("/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@CurrentUser User caller, @PathVariable UUID room) {
        registry.change(room, new RoomChange.Close(caller.id()));
    }

    @PostMapping("/{room}/join")
    RoomResponse join(@CurrentUser User caller, @PathVariable UUID room) {
        if (!reader.takesPart(caller, room)) {
            quota.require(List.of(caller));
        }
        return reader.show(registry.change(room, new RoomChange.Join(caller)));
    }

    @PostMapping("/{room}/leave")
    Left leave(@CurrentUser User caller, @PathVariable UUID room) {
        registry.change(room, new RoomChange.Leave(caller.id()));
        quota.maybeTidy(caller.id());
        return new Left(room, "You do not take part in this room any more.");
    }

    private NewRoom checked(User caller, RoomRequests.Create request) {
        var checker = new RequestChecker();
        RoomType type =
                checker.oneOf("room_type", request.roomType(), RoomType.class, RoomType.GROUP);
        if (type == RoomType.DIRECT) {
            checker.refuse("room_type", "Ask rooms/direct_chat for a direct chat.");
        }
        // Public unless asked otherwise: the seeds' clients create a room without naming a
        // visibility, and others then join it.
        var visibility = checker.visibility(request.visibility(), Visibility.PUBLIC);
        String name = checker.name(request.name());
        String description = checker.description(request.description());
        int most = properties.participants();
        List<UUID> ids = checker.list("participant_ids", request.participantIds(), most);
        List<String> usernames = checker.list("participants", request.participants(), most);
        var others = new LinkedHashMap<UUID, User>();
        invitations
                .byIds("participant_ids", ids, checker)
                .forEach(user -> others.put(user.id(), user));
        invitations
                .byUsernames("participants", usernames, checker)
                .forEach(user -> others.put(user.id(), user));
        others.remove(caller.id());
        if (others.size() >= most) {
            checker.refuse("participant_ids", "A room holds at most %d people.".formatted(most));
        }
        checker.finish();
        return new NewRoom(name, description, visibility, List.copyOf(others.values()));
    }

    /** The answer to leaving. */
    record Left(UUID room, String detail) {}
}
