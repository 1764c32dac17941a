package io.tertulia.presence.contacts;

import io.tertulia.events.User;
import io.tertulia.presence.tracking.PresenceReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Answers whose presence somebody may see: the people of their rooms. Where these are too many, the
 * smallest rooms come first, since whom one talks to alone matters more than who else is in a hall;
 * and of a room that does not fit, those who have it open now come first.
 */
@Component
public class Contacts {

    private static final Comparator<User> BY_NAME =
            Comparator.comparing(User::username).thenComparing(User::id);

    /** For a room of which no event has told the size yet. */
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final MembershipStore memberships;
    private final RoomSizeStore sizes;
    private final PresenceReader presence;
    private final ContactProperties properties;

    Contacts(
            MembershipStore memberships,
            RoomSizeStore sizes,
            PresenceReader presence,
            ContactProperties properties) {
        this.memberships = memberships;
        this.sizes = sizes;
        this.presence = presence;
        this.properties = properties;
    }

    /**
     * The people who share a room with a person, by username, without the person; no more than
     * {@link ContactProperties#mostContacts}.
     */
    public List<User> of(UUID person) {
        var found = new Found(person);
        List<RoomSize> rooms = smallestFirst(memberships.rooms(person, properties.mostRooms()));
        int next = 0;
        for (int turn = 0; turn < properties.mostTurns() && next < rooms.size(); turn++) {
            List<UUID> fitting = found.fitting(rooms.subList(next, rooms.size()));
            if (fitting.isEmpty()) {
                found.addSomeOf(rooms.get(next).room());
                next++;
            } else {
                // Sizes may be a little behind, so there may be a few more than expected.
                found.add(memberships.people(fitting, 2 * properties.mostContacts()));
                next += fitting.size();
            }
            if (found.places() == 0) {
                break;
            }
        }
        return found.byName();
    }

    private List<RoomSize> smallestFirst(List<UUID> rooms) {
        Map<UUID, RoomSize> known =
                sizes.find(rooms).stream()
                        .collect(Collectors.toMap(RoomSize::room, Function.identity()));
        return rooms.stream()
                .map(room -> known.getOrDefault(room, new RoomSize(room, 0, UNKNOWN)))
                .sorted(Comparator.comparing(RoomSize::participants).thenComparing(RoomSize::room))
                .toList();
    }

    /** Who was found, for one answer, on one thread. */
    private final class Found {

        private final UUID person;
        private final Map<UUID, User> people = new LinkedHashMap<>();

        Found(UUID person) {
            this.person = person;
        }

        int places() {
            return properties.mostContacts() - people.size();
        }

        /** As many of the rooms, from the first on, as there are places for all their people. */
        List<UUID> fitting(List<RoomSize> rooms) {
            long expected = 0;
            int fitting = 0;
            for (RoomSize room : rooms) {
                expected += room.participants();
                if (expected > places()) {
                    break;
                }
                fitting++;
            }
            return rooms.subList(0, fitting).stream().map(RoomSize::room).toList();
        }

        void addSomeOf(UUID room) {
            int enough = properties.mostContacts() + 1;
            add(presence.inRoom(room, enough));
            if (places() > 0) {
                add(memberships.people(room, enough));
            }
        }

        void add(Collection<User> some) {
            for (User user : some) {
                if (places() > 0 && !user.id().equals(person)) {
                    people.putIfAbsent(user.id(), user);
                }
            }
        }

        List<User> byName() {
            return people.values().stream().sorted(BY_NAME).toList();
        }
    }
}
