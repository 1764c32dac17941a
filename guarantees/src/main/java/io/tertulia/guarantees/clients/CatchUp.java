package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Fetches what somebody lost of a room's log, page by page, until nothing is missing. */
final class CatchUp implements AutoCloseable {

    private static final int PAGE = 500;

    private final Person person;
    private final UUID room;
    private final History history;
    private final Position position;
    private final AtomicBoolean isFetching = new AtomicBoolean();
    private volatile boolean isClosed;

    CatchUp(Person person, UUID room, History history, Position position) {
        this.person = person;
        this.room = room;
        this.history = history;
        this.position = position;
    }

    /** Begins, on a thread of its own, unless it has begun. */
    void begin() {
        if (isFetching.compareAndSet(false, true)) {
            Thread.ofVirtual().start(this::run);
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void run() {
        boolean isMore = true;
        while (isMore && !isClosed) {
            isMore = fetchPage();
        }
        isFetching.set(false);
    }

    /** Whether there is more, or it must be asked again. */
    private boolean fetchPage() {
        long after = Math.max(position.upTo(), 0);
        try {
            Api.Answer page =
                    person.get(
                            "/chat/rooms/%s/changes/?after=%d&limit=%d"
                                    .formatted(room, after, PAGE));
            if (page.isGood()) {
                List<Change> changes = changes(page.body());
                history.add(new Entry.Fetched(person.name(), room, after, changes));
                position.begin(0);
                changes.forEach(change -> position.add(change.seq()));
                return page.body().path("has_more").asBoolean() || position.hasHole();
            }
        } catch (IOException e) {
            // As bad as a bad answer: asked again after the pause.
        }
        Pauses.aMoment();
        return true;
    }

    static List<Change> changes(JsonNode page) {
        var changes = new ArrayList<Change>();
        for (JsonNode change : page.path("changes")) {
            changes.add(
                    Telling.change(
                            change.path("seq").asLong(),
                            Change.Type.named(change.path("type").asString("")),
                            change.path("message")));
        }
        return changes;
    }
}
