package io.tertulia.room.rules;

import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Visibility;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A change of a room that somebody asks for. */
public sealed interface RoomChange {

    /** Who asks. */
    UUID actor();

    /** Whose membership the decision depends on, the actor among them. */
    default List<UUID> concerned() {
        return List.of(actor());
    }

    /** Somebody wants to take part. */
    record Join(User user) implements RoomChange {
        @Override
        public UUID actor() {
            return user.id();
        }
    }

    /** Somebody wants to take part no longer. */
    record Leave(UUID actor) implements RoomChange {}

    /**
     * Others are to take part.
     *
     * @param users at most {@link PendingEntry#MOST_MEMBERS}
     */
    record Add(UUID actor, List<User> users) implements RoomChange {
        public Add {
            users = List.copyOf(users);
        }

        @Override
        public List<UUID> concerned() {
            return Stream.concat(Stream.of(actor), users.stream().map(User::id)).toList();
        }
    }

    /** Somebody is to take part no longer. */
    record Remove(UUID actor, UUID user) implements RoomChange {
        @Override
        public List<UUID> concerned() {
            return List.of(actor, user);
        }
    }

    /** Somebody is to have another role; {@link Role#OWNER} hands the room over. */
    record ChangeRole(UUID actor, UUID user, Role role) implements RoomChange {
        @Override
        public List<UUID> concerned() {
            return List.of(actor, user);
        }
    }

    /** The room is to be called or described otherwise; null leaves a thing as it is. */
    record Edit(
            UUID actor,
            @Nullable String name,
            @Nullable String description,
            @Nullable Visibility visibility)
            implements RoomChange {}

    /** The room is to be closed for good. */
    record Close(UUID actor) implements RoomChange {}
}
