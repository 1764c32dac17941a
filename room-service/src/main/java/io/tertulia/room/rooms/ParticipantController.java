package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.room.rules.RoomChange;
import io.tertulia.room.rules.RoomState;
import io.tertulia.room.store.Roster;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.util.List;
import java.util.Set;
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

/** Who takes part in a room. */
@RestController
@RequestMapping("/api/v1/chat/rooms/{room}/participants")
class ParticipantController {

    private final RoomRegistry registry;
    private final RoomReader reader;
    private final RoomQuota quota;
    private final Invitations invitations;
    private final Roster roster;
    private final RoomProperties properties;

    ParticipantController(
            RoomRegistry registry,
            RoomReader reader,
            RoomQuota quota,
            Invitations invitations,
            Roster roster,
            RoomProperties properties) {
        this.registry = registry;
        this.reader = reader;
        this.quota = quota;
        this.invitations = invitations;
        this.roster = roster;
        this.properties = properties;
    }

    @GetMapping
    Page<ParticipantResponse> list(
            @CurrentUser User caller, @PathVariable UUID room, PageQuery query) {
        return reader.participants(caller, room, query);
    }

    @PostMapping
    RoomResponse add(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @RequestBody RoomRequests.Add request) {
        var checker = new RequestChecker();
        List<UUID> ids = checker.list("user_ids", request.userIds(), properties.participants());
        if (request.userIds() == null) {
            checker.refuse("user_ids", "This field is required.");
        }
        List<User> users = invitations.byIds("user_ids", ids, checker);
        checker.finish();
        // Whoever may not add anybody is to hear that first, and not who has how many rooms.
        RoomState state = registry.change(room, new RoomChange.Add(caller.id(), List.of()));
        Set<UUID> present = roster.members(state, ids).keySet();
        List<User> newcomers = users.stream().filter(user -> !present.contains(user.id())).toList();
        quota.requirePlace(state, newcomers.size());
        quota.require(newcomers);
        return reader.show(registry.add(room, caller.id(), newcomers));
    }

    @PatchMapping("/{user}")
    ParticipantResponse changeRole(
            @CurrentUser User caller,
            @PathVariable UUID room,
            @PathVariable UUID user,
            @RequestBody RoomRequests.ChangeRole request) {
        var checker = new RequestChecker();
        if (request.role() == null) {
            checker.refuse("role", "This field is required.");
        }
        Role role = checker.oneOf("role", request.role(), Role.class, Role.MEMBER);
        checker.finish();
        RoomState state = registry.change(room, new RoomChange.ChangeRole(caller.id(), user, role));
        return roster.member(state, user)
                .map(ParticipantResponse::of)
                .orElseThrow(RoomProblems::unknownRoom);
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@CurrentUser User caller, @PathVariable UUID room, @PathVariable UUID user) {
        registry.change(room, new RoomChange.Remove(caller.id(), user));
        quota.maybeTidy(user);
    }
}
