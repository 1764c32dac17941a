package io.tertulia.room.rules;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision needs to know, as of one version of the room.
 *
 * @param members those of the people concerned who take part, by id
 */
public record Situation(RoomState state, Map<UUID, Member> members, Reserve reserve) {

    public Situation {
        members = Map.copyOf(members);
    }

    @Nullable Member member(UUID user) {
        return members.get(user);
    }

    /**
     * Who follows those in the room's {@link RoomState#front}, each null where there is nobody.
     *
     * @param next who has been there longest
     * @param admin the admin who has been there longest
     */
    public record Reserve(@Nullable Member next, @Nullable Member admin) {

        /** For rooms whose front holds everybody, and changes that nobody leaves by. */
        public static final Reserve NONE = new Reserve(null, null);
    }
}
