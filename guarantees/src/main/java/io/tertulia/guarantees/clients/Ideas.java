package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What one sender does next: mostly new messages, now and then an edit, a reaction or a deletion of
 * something of its own, each message being edited and reacted to once at most. For one thread.
 */
final class Ideas {

    private static final int CHANGES_IN_A_HUNDRED = 8;
    private static final int REMEMBERED = 100;
    private static final String PADDING = " lorem ipsum dolor sit amet, consectetur adipisci elit";

    private final String person;
    private final UUID room;
    private final Random random;
    private final List<UUID> own = new ArrayList<>();
    private long count;

    Ideas(String person, UUID room, Random random) {
        this.person = person;
        this.room = room;
        this.random = random;
    }

    /** One of its messages is stored, and may be changed from now on. */
    void stored(UUID message) {
        if (own.size() < REMEMBERED) {
            own.add(message);
        }
    }

    Request next() {
        if (random.nextInt(100) < CHANGES_IN_A_HUNDRED && !own.isEmpty()) {
            UUID message = own.remove(random.nextInt(own.size()));
            return switch (random.nextInt(4)) {
                case 0, 1 -> changed(Deed.Kind.EDIT, message, "edited " + text());
                case 2 -> changed(Deed.Kind.REACT, message, "👍");
                default -> changed(Deed.Kind.DELETE, message, "");
            };
        }
        String text = text();
        return new Request(
                Deed.send(
                        new UUID(random.nextLong(), random.nextLong()), room, person, digest(text)),
                text,
                false);
    }

    private Request changed(Deed.Kind kind, UUID message, String detail) {
        long content = kind == Deed.Kind.EDIT ? digest(detail) : 0;
        return new Request(
                new Deed(
                        new UUID(random.nextLong(), random.nextLong()),
                        room,
                        message,
                        kind,
                        person,
                        content),
                detail,
                false);
    }

    private String text() {
        count++;
        return "%s %d %08x".formatted(person, count, random.nextInt())
                + PADDING.substring(0, random.nextInt(PADDING.length() - 1));
    }

    private static long digest(String text) {
        return Digest.of(text);
    }
}
