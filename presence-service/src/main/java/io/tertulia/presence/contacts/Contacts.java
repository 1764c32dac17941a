package io.tertulia.presence.contacts;

import io.tertulia.events.User;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers whose presence somebody may see. */
@Component
public class Contacts {

    private static final Comparator<User> BY_NAME =
            Comparator.comparing(User::username).thenComparing(User::id);

    private final MembershipStore store;

    Contacts(MembershipStore store) {
        this.store = store;
    }

    /**
     * The people who share a room with a person, by username, without the person; no more than
     * {@link ContactProperties#mostContacts}.
     */
    public List<User> of(UUID person) {
        return store.contacts(person).stream().sorted(BY_NAME).toList();
    }
}
