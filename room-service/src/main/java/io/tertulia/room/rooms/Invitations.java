package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.room.people.PeopleStore;
import io.tertulia.room.people.Usernames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the people that a request names, and refuses, by name, those whom nobody knows. */
@Component
class Invitations {

    private static final int MOST_NAMED = 20;

    private final PeopleStore people;

    Invitations(PeopleStore people) {
        this.people = people;
    }

    /** The people with some ids, each once, in the order of the request. */
    List<User> byIds(String field, List<UUID> ids, RequestChecker checker) {
        Map<UUID, User> known = people.byIds(ids);
        var found = new LinkedHashMap<UUID, User>();
        var unknown = new ArrayList<String>();
        for (UUID id : ids) {
            User user = known.get(id);
            if (user == null) {
                unknown.add(id.toString());
            } else {
                found.put(id, user);
            }
        }
        refuse(field, unknown, checker);
        return List.copyOf(found.values());
    }

    /**
     * The people with some usernames, each once, in the order of the request. Case does not matter,
     * unless several people's names differ in nothing else.
     */
    List<User> byUsernames(String field, List<String> usernames, RequestChecker checker) {
        Map<String, List<User>> known = people.byUsernames(usernames);
        var found = new LinkedHashMap<UUID, User>();
        var unknown = new ArrayList<String>();
        for (String username : usernames) {
            List<User> users = closest(username, known);
            if (users.size() > 1) {
                checker.refuse(
                        field, "Several people are called %s; name the id.".formatted(username));
            } else if (users.isEmpty()) {
                unknown.add(username);
            } else {
                found.put(users.getFirst().id(), users.getFirst());
            }
        }
        refuse(field, unknown, checker);
        return List.copyOf(found.values());
    }

    private static List<User> closest(String username, Map<String, List<User>> known) {
        List<User> same = known.getOrDefault(Usernames.key(username), List.of());
        List<User> exact = same.stream().filter(user -> user.username().equals(username)).toList();
        return exact.isEmpty() ? same : exact;
    }

    private static void refuse(String field, List<String> unknown, RequestChecker checker) {
        unknown.stream()
                .distinct()
                .limit(MOST_NAMED)
                .forEach(name -> checker.refuse(field, "Nobody is known as %s.".formatted(name)));
    }
}
