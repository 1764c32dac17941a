package io.tertulia.room.rooms;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients send about rooms, as it comes: every field may be missing. */
final class RoomRequests {

    private RoomRequests() {}

    /**
     * A room to create.
     *
     * @param participants usernames
     */
    record Create(
            @Nullable String name,
            @Nullable String roomType,
            @Nullable String description,
            @Nullable String visibility,
            @Nullable List<@Nullable UUID> participantIds,
            @Nullable List<@Nullable String> participants) {}

    /** New facts of a room; what is missing stays as it is. */
    record Edit(@Nullable String name, @Nullable String description, @Nullable String visibility) {}

    /** Whom to talk to; one of the two. */
    record Direct(@Nullable UUID userId, @Nullable String username) {}

    /** Whom to take into a room. */
    record Add(@Nullable List<@Nullable UUID> userIds) {}

    /** A participant's new role. */
    record ChangeRole(@Nullable String role) {}
}
