package io.tertulia.message.membership;

import com.mongodb.client.MongoDatabase;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.RoomUser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this service knows of rooms and participants. It may be a little behind; it never goes back,
 * because everything in it carries the room's version. Safe for use by many threads.
 */
public final class Memberships {

    private final MembersCollection members;
    private final RoomFactsCollection rooms;

    Memberships(MembersCollection members, RoomFactsCollection rooms) {
        this.members = members;
        this.rooms = rooms;
    }

    /** Creates the indexes where they are missing. */
    public static Memberships in(MongoDatabase database) {
        return new Memberships(new MembersCollection(database), new RoomFactsCollection(database));
    }

    /** Learns these, in any order and as often as one likes. */
    public void learn(Collection<RoomFacts> facts, Collection<Membership> memberships) {
        rooms.put(facts);
        members.put(memberships);
    }

    /** The roles of those of these people who take part. */
    public Map<RoomUser, Role> roles(Collection<RoomUser> people) {
        return members.find(people).values().stream()
                .filter(Membership::isPresent)
                .collect(Collectors.toMap(Membership::who, Memberships::role));
    }

    /** Null for who does not take part, as far as is known. */
    public @Nullable Role role(RoomUser who) {
        return roles(List.of(who)).get(who);
    }

    private static Role role(Membership membership) {
        Role role = membership.role();
        if (role == null) {
            throw new IllegalArgumentException("does not take part");
        }
        return role;
    }

    /** Those of these rooms that are known to be closed. */
    public Set<UUID> closed(Collection<UUID> some) {
        return rooms.find(some).values().stream()
                .filter(facts -> !facts.isActive())
                .map(RoomFacts::room)
                .collect(Collectors.toSet());
    }

    /** Those of these rooms in which, as far as is known, at most so many people take part. */
    public Set<UUID> withAtMost(int participants, Collection<UUID> some) {
        return rooms.find(some).values().stream()
                .filter(facts -> facts.hasAtMost(participants))
                .map(RoomFacts::room)
                .collect(Collectors.toSet());
    }

    /** The rooms that a person takes part in, at most as many as the limit, in no order. */
    public List<UUID> roomsOf(UUID user, int limit) {
        return members.roomsOf(user, limit);
    }
}
