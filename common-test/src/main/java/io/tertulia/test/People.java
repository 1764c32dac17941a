package io.tertulia.test;

import io.tertulia.events.User;
import java.util.Locale;
import java.util.UUID;

/** People for tests; each call makes somebody new, so that tests never meet. */
public final class People {

    private People() {}

    /** Somebody whose username starts with the name and is unique. */
    public static User someone(String name) {
        UUID id = UUID.randomUUID();
        String username = name.toLowerCase(Locale.ROOT) + "-" + id.toString().substring(0, 8);
        return new User(id, username, name, "Tester");
    }
}
