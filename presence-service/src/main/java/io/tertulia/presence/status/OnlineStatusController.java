package io.tertulia.presence.status;

import io.tertulia.events.User;
import io.tertulia.presence.contacts.Contacts;
import io.tertulia.presence.tracking.PresenceReader;
import io.tertulia.presence.tracking.Status;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Online status over REST; clients know it by two paths. */
@RestController
@RequestMapping({"/api/v1/chat/online-status", "/api/v1/chat/onlinestatus"})
class OnlineStatusController {

    private final Contacts contacts;
    private final PresenceReader presence;

    OnlineStatusController(Contacts contacts, PresenceReader presence) {
        this.contacts = contacts;
        this.presence = presence;
    }

    /** The people who share a room with the caller, by username. */
    @GetMapping
    Page<OnlineStatus> contacts(@CurrentUser User caller, PageQuery query) {
        Page<User> page = Page.cut(query, contacts.of(caller.id()));
        Map<UUID, Status> statuses =
                presence.statuses(page.results().stream().map(User::id).toList());
        return page.map(user -> OnlineStatus.of(user, statuses.get(user.id())));
    }

    @GetMapping("/my_status")
    OnlineStatus mine(@CurrentUser User caller) {
        Map<UUID, Status> statuses = presence.statuses(List.of(caller.id()));
        Status status = statuses.get(caller.id());
        return status == null
                ? OnlineStatus.of(caller, null)
                : new OnlineStatus(caller, status.isOnline(), status.lastSeen());
    }
}
