package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Digest;
import io.tertulia.guarantees.history.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Opens a socket of a quiet room at the very moment at which one message is sent there, and nothing
 * after it. A server that reads the log before it listens, or listens too late, leaves such a
 * socket waiting for ever; in a busy room the next message would give the loss away and cure it.
 */
public final class Doorstep {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long SPREAD_MICROS = 20_000;
    private static final long POLL_NANOS = 200_000;

    private final Person host;
    private final Person guest;
    private final UUID room;
    private final Participant.Surroundings surroundings;
    private final Random random;

    /**
     * A doorstep.
     *
     * @param room that both take part in and nobody else talks in
     */
    public Doorstep(
            Person host,
            Person guest,
            UUID room,
            Participant.Surroundings surroundings,
            long seed) {
        this.host = host;
        this.guest = guest;
        this.room = room;
        this.surroundings = surroundings;
        this.random = new Random(seed);
    }

    /** Does it so many times, and writes down each time at which the socket was left waiting. */
    public void cross(int times) {
        for (int i = 0; i < times; i++) {
            crossOnce();
        }
    }

    private void crossOnce() {
        try (var coming = new Participant(guest, room, surroundings, random.nextLong())) {
            coming.start();
            // The socket begins to open after a pause of its own; this hits all of its handshake.
            while (!coming.isOpening()) {
                Pauses.nanos(POLL_NANOS);
            }
            Pauses.nanos(TimeUnit.MICROSECONDS.toNanos(random.nextLong(SPREAD_MICROS)));
            long seq = say();
            if (seq >= 0 && !isSeen(coming, seq)) {
                surroundings.history().add(new Entry.Silent(guest.name(), room, seq));
            }
        }
    }

    private static boolean isSeen(Participant coming, long seq) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (coming.position() < seq) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Pauses.millis(1);
        }
        return true;
    }

    /** The place of the message; -1 if nobody knows. */
    private long say() {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        String text = "at the door " + id;
        surroundings
                .history()
                .add(new Entry.Tried(Deed.send(id, room, host.name(), Digest.of(text))));
        long seq = placeOf(id, text);
        if (seq < 0) {
            surroundings.history().add(new Entry.Unanswered(id));
            return -1;
        }
        surroundings.history().add(new Entry.Acked(id, seq));
        return seq;
    }

    private long placeOf(UUID id, String text) {
        try {
            Api.Answer answer =
                    host.post("/chat/messages/", Map.of("room", room, "id", id, "content", text));
            return answer.isGood() ? answer.body().path("seq").asLong() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
