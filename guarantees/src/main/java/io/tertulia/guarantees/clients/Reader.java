package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.io.IOException;
import java.util.UUID;

/** A participant who now and then marks everything as read. */
public final class Reader implements AutoCloseable {

    private static final long PAUSE_MILLIS = 3_000;

    private final Participant participant;
    private final History history;
    private volatile boolean isClosed;

    public Reader(Participant participant, History history) {
        this.participant = participant;
        this.history = history;
    }

    /** Begins. */
    public Reader start() {
        Thread.ofVirtual().start(this::run);
        return this;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void run() {
        while (!isClosed) {
            Pauses.millis(PAUSE_MILLIS);
            long shown = participant.position();
            try {
                if (shown > 0 && mark(participant.person(), participant.room()).isGood()) {
                    history.add(
                            new Entry.Marked(
                                    participant.person().name(), participant.room(), shown));
                }
            } catch (IOException e) {
                // A mark that got no answer may be there or not.
            }
        }
    }

    static Api.Answer mark(Person person, UUID room) throws IOException {
        return person.post("/chat/rooms/%s/mark_all_read/".formatted(room), null);
    }
}
