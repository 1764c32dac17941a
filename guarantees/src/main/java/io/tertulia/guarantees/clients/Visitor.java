package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Digest;
import io.tertulia.guarantees.history.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who comes into a room and leaves it again, all the time, and talks without looking
 * whether they are in: some of it is refused. So whether a message is allowed depends on when it is
 * decided, and two writers that decide it at two times would not agree.
 */
public final class Visitor implements AutoCloseable {

    private static final int MOST_IN_FLIGHT = 4;
    private static final long STAY_MILLIS = 900;
    private static final long TALK_MILLIS = 120;
    private static final int ATTEMPTS = 5;

    private final Person person;
    private final UUID room;
    private final Participant.Surroundings surroundings;
    private final Random random;
    private final Semaphore free = new Semaphore(MOST_IN_FLIGHT);
    private volatile boolean isClosed;

    /** A visitor who is not there yet. */
    public Visitor(Person person, UUID room, Participant.Surroundings surroundings, long seed) {
        this.person = person;
        this.room = room;
        this.surroundings = surroundings;
        this.random = new Random(seed);
    }

    /** Begins. */
    public Visitor start() {
        Thread.ofVirtual().start(this::comeAndGo);
        Thread.ofVirtual().start(this::talk);
        return this;
    }

    /**
     * Waits until what was asked for has come to some end; false if that took too long.
     *
     * @param end in the nanoseconds of {@link System#nanoTime}
     */
    public boolean awaitAnswers(long end) throws InterruptedException {
        return free.tryAcquire(MOST_IN_FLIGHT, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void comeAndGo() {
        boolean isIn = false;
        while (!isClosed) {
            try {
                String path = "/chat/rooms/%s/%s/".formatted(room, isIn ? "leave" : "join");
                if (person.post(path, null).isGood()) {
                    isIn = !isIn;
                }
            } catch (IOException e) {
                // Whether it came to pass, the next attempt shows.
            }
            Pauses.millis(STAY_MILLIS / 2 + random.nextLong(STAY_MILLIS));
        }
    }

    private void talk() {
        var own = new Random(random.nextLong());
        while (!isClosed) {
            Pauses.millis(own.nextLong(TALK_MILLIS));
            if (free.tryAcquire()) {
                UUID id = new UUID(own.nextLong(), own.nextLong());
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        say(id);
                                    } finally {
                                        free.release();
                                    }
                                });
            }
        }
    }

    /** Says something until that is stored or refused, or takes too long. */
    private void say(UUID id) {
        String text = "passing by " + id;
        Deed deed = Deed.send(id, room, person.name(), Digest.of(text));
        surroundings.progress().tried();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            surroundings.history().add(new Entry.Tried(deed));
            if (isAnswered(deed, text)) {
                return;
            }
            surroundings.history().add(new Entry.Unanswered(id));
            surroundings.progress().unanswered();
            Pauses.millis(TALK_MILLIS * attempt);
        }
    }

    private boolean isAnswered(Deed deed, String text) {
        try {
            Api.Answer answer =
                    person.post(
                            "/chat/messages/",
                            Map.of("room", room, "id", deed.id(), "content", text));
            if (answer.isGood()) {
                surroundings
                        .history()
                        .add(new Entry.Acked(deed.id(), answer.body().path("seq").asLong()));
                surroundings.progress().acknowledgedMessage(room, System.nanoTime());
                return true;
            }
            if (!answer.isPassing()) {
                surroundings.history().add(new Entry.Refused(deed.id(), answer.code()));
                surroundings.progress().refused();
                return true;
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }
}
