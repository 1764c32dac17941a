package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.room.people.PeopleStore;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** The people with some usernames, each once, in the order of the request. */
    List<User> byUsernames(String field, List<String> usernames, RequestChecker checker) {
        Map<String, List<User>> known = new HashMap<>();
        for (User user : people.byUsernames(usernames)) {
            known.computeIfAbsent(user.username(), name -> new ArrayList<>()).add(user);
        }
        var found = new LinkedHashMap<UUID, User>();
        var unknown = new ArrayList<String>();
        for (String username : usernames) {
            List<User> users = known.getOrDefault(username, List.of());
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

    private static void refuse(String field, List<String> unknown, RequestChecker checker) {
        unknown.stream()
                .distinct()
                .limit(MOST_NAMED)
                .forEach(name -> checker.refuse(field, "Nobody is known as %s.".formatted(name)));
    }
}
