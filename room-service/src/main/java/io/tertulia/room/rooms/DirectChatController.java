package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.room.heads.RoomHead;
import io.tertulia.room.rules.RoomState;
import io.tertulia.web.CurrentUser;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Chats between two people: the same room for the same pair, for ever. */
@RestController
class DirectChatController {

    private final RoomRegistry registry;
    private final RoomReader reader;
    private final RoomQuota quota;
    private final Invitations invitations;

    DirectChatController(
            RoomRegistry registry, RoomReader reader, RoomQuota quota, Invitations invitations) {
        this.registry = registry;
        this.reader = reader;
        this.quota = quota;
        this.invitations = invitations;
    }

    @PostMapping("/api/v1/chat/rooms/direct_chat")
    RoomResponse directChat(@CurrentUser User caller, @RequestBody RoomRequests.Direct request) {
        User other = other(caller, request);
        Optional<RoomState> known = registry.findDirect(caller, other);
        if (known.isPresent()) {
            return reader.show(known.get());
        }
        quota.require(List.of(caller, other));
        return registry.createDirect(caller, other)
                .map(state -> RoomResponse.of(state, RoomHead.EMPTY))
                .or(() -> registry.findDirect(caller, other).map(reader::show))
                .orElseThrow(RoomProblems::unknownRoom);
    }

    private User other(User caller, RoomRequests.Direct request) {
        var checker = new RequestChecker();
        UUID id = request.userId();
        String username = request.username();
        List<User> found = List.of();
        String field = id == null ? "username" : "user_id";
        if (id != null) {
            found = invitations.byIds(field, List.of(id), checker);
        } else if (username != null) {
            found = invitations.byUsernames(field, List.of(username), checker);
        } else {
            checker.refuse("user_id", "Name the other person by user_id or username.");
        }
        if (!found.isEmpty() && found.getFirst().id().equals(caller.id())) {
            checker.refuse(field, "A chat with oneself is not possible.");
        }
        checker.finish();
        return found.getFirst();
    }
}
