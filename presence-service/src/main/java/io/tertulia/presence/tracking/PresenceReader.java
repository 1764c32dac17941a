package io.tertulia.presence.tracking;

import io.tertulia.events.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers how people are. */
@Component
public class PresenceReader {

    private final PresenceStore store;

    PresenceReader(PresenceStore store) {
        this.store = store;
    }

    /**
     * What may be shown of these people's presence; those who were never connected are missing.
     *
     * @param people a page of them, not all
     */
    public Map<UUID, Status> statuses(Collection<UUID> people) {
        return store.statuses(people);
    }

    /**
     * People who have a room open, in no order.
     *
     * @param most how many at most
     */
    public List<User> inRoom(UUID room, int most) {
        return store.inRoom(room, most);
    }
}
