package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Asks REST, now and then, for what was acknowledged or shown a moment ago: it must be there. Few
 * questions are open at once; what would be one too many is not asked.
 */
public final class Lookout {

    private static final int SHOWN_EVERY = 40;
    private static final int ACKNOWLEDGED_EVERY = 5;

    private final History history;
    private final Semaphore free = new Semaphore(4);
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    public Lookout(History history) {
        this.history = history;
    }

    /** A frame was shown: the room's log must have it. */
    void onShown(Person person, UUID room, Change change) {
        if (shown.incrementAndGet() % SHOWN_EVERY == 0) {
            ask(
                    () -> {
                        Api.Answer page =
                                person.get(
                                        "/chat/rooms/%s/changes/?after=%d&limit=1"
                                                .formatted(room, change.seq() - 1));
                        if (page.isGood()) {
                            JsonNode found = page.body().path("changes").path(0).path("seq");
                            note(room, change.message(), found.asLong(-1) == change.seq());
                        }
                    });
        }
    }

    /** A message was acknowledged: it must be readable. */
    void onAcknowledged(Person person, UUID room, UUID message) {
        if (acknowledged.incrementAndGet() % ACKNOWLEDGED_EVERY == 0) {
            ask(
                    () -> {
                        Api.Answer answer = person.get("/chat/messages/%s/".formatted(message));
                        if (answer.isGood() || answer.status() == 404) {
                            note(room, message, answer.isGood());
                        }
                    });
        }
    }

    private void note(UUID room, UUID message, boolean isThere) {
        history.add(new Entry.Looked(room, message, isThere));
    }

    /** A question to REST. */
    private interface Question {
        void ask() throws IOException;
    }

    private void ask(Question question) {
        if (!free.tryAcquire()) {
            return;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                question.ask();
                            } catch (IOException e) {
                                // No answer says nothing: a service is away, and that is no lie.
                            } finally {
                                free.release();
                            }
                        });
    }
}
