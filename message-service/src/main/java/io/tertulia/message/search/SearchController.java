package io.tertulia.message.search;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.membership.Memberships;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The search, as clients ask for it: in the rooms that they take part in and nowhere else. */
@RestController
final class SearchController {

    private final MessageSearch search;
    private final SearchRequests requests;
    private final Memberships memberships;
    private final RoomAccess access;
    private final SearchProperties properties;

    SearchController(
            MessageSearch search,
            SearchRequests requests,
            Memberships memberships,
            RoomAccess access,
            SearchProperties properties) {
        this.search = search;
        this.requests = requests;
        this.memberships = memberships;
        this.access = access;
        this.properties = properties;
    }

    @GetMapping("/api/v1/chat/messages/search")
    Page<Message> search(
            @CurrentUser User caller,
            @RequestParam(required = false) @Nullable UUID room,
            SearchRequests.Parameters parameters,
            PageQuery page) {
        SearchQuery query = requests.check(parameters);
        if (room == null) {
            return search.find(
                    memberships.roomsOf(caller.id(), properties.mostRooms()), query, page);
        }
        access.requireReader(caller, room);
        return search.find(List.of(room), query, page);
    }
}
