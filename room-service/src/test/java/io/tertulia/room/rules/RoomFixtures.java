package io.tertulia.room.rules;

import io.tertulia.events.User;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Rooms for tests, made as the service makes them. */
public final class RoomFixtures {

    public static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    public static final Instant LATER = THEN.plusSeconds(60);

    private static final RoomRules RULES = new RoomRules(10_000);

    private RoomFixtures() {}

    /** The facts of a group that nobody takes part in yet. */
    public static Room empty(User creator, Visibility visibility) {
        return new Room(
                UUID.randomUUID(),
                "Tertulia",
                "",
                RoomType.GROUP,
                visibility,
                0,
                creator,
                true,
                THEN,
                THEN);
    }

    /** What creates a public group with some people. */
    public static Revision newGroup(User creator, User... others) {
        return RULES.group(empty(creator, Visibility.PUBLIC), List.of(others));
    }

    /** New people. */
    public static List<User> people(int count) {
        return Stream.generate(() -> People.someone("guest")).limit(count).toList();
    }

    /** A group, all of whose events are told. */
    static RoomState group(Visibility visibility, User creator, User... others) {
        return told(RULES.group(empty(creator, visibility), List.of(others)).created());
    }

    static RoomState direct(User one, User other) {
        return told(RULES.direct(DirectChats.id(one.id(), other.id()), one, other, THEN).created());
    }

    static RoomState told(RoomState state) {
        return new RoomState(state.room(), state.version(), state.front(), List.of());
    }

    /** A situation that knows all members of a room that its front holds. */
    static Situation situation(RoomState state) {
        return situation(state, Situation.Reserve.NONE);
    }

    static Situation situation(RoomState state, Situation.Reserve reserve) {
        Map<UUID, Member> members = new HashMap<>();
        state.front().forEach(member -> members.put(member.id(), member));
        return new Situation(state, members, reserve);
    }
}
