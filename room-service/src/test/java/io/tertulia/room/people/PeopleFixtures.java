package io.tertulia.room.people;

import io.tertulia.events.User;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** People in the directory who never call. */
public final class PeopleFixtures {

    private PeopleFixtures() {}

    /** Enters new people; their ids. */
    public static List<UUID> enter(PeopleStore people, int count) {
        List<User> users = Stream.generate(() -> People.someone("Guest")).limit(count).toList();
        users.forEach(user -> people.enter(user, Instant.EPOCH));
        return users.stream().map(User::id).toList();
    }
}
