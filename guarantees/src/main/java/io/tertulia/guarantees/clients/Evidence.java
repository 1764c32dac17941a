package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import io.tertulia.guarantees.history.Listed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What REST tells when all is quiet. Asks each page again until it is answered, for a while. */
public final class Evidence {

    private static final int ATTEMPTS = 40;
    private static final int CHANGES = 500;
    private static final int MESSAGES = 100;

    private final History history;

    public Evidence(History history) {
        this.history = history;
    }

    /** The last place of a room's log. */
    public long head(Person person, UUID room) throws IOException {
        return ask(person, "/chat/rooms/%s/changes/?after=-1".formatted(room))
                .path("last_seq")
                .asLong();
    }

    /** Reads all of a room's changes. */
    public void readLog(Person person, UUID room) throws IOException {
        var changes = new ArrayList<Change>();
        boolean isMore = true;
        while (isMore) {
            long after = changes.isEmpty() ? 0 : changes.getLast().seq();
            JsonNode page =
                    ask(
                            person,
                            "/chat/rooms/%s/changes/?after=%d&limit=%d"
                                    .formatted(room, after, CHANGES));
            List<Change> found = CatchUp.changes(page);
            changes.addAll(found);
            isMore = page.path("has_more").asBoolean() && !found.isEmpty();
        }
        history.add(new Entry.LogRead(person.name(), room, List.copyOf(changes)));
    }

    /** Reads all of a room's messages. */
    public void readPages(Person person, UUID room) throws IOException {
        var messages = new ArrayList<Listed>();
        long before = Long.MAX_VALUE;
        boolean isMore = true;
        while (isMore) {
            JsonNode page =
                    ask(
                            person,
                            "/chat/rooms/%s/messages/?before_seq=%d&limit=%d"
                                    .formatted(room, before, MESSAGES));
            for (JsonNode message : page.path("results")) {
                messages.add(Telling.listed(message));
            }
            isMore = !page.path("next").isNull() && !page.path("results").isEmpty();
            before = messages.isEmpty() ? 0 : messages.getLast().seq();
        }
        history.add(new Entry.PagesRead(person.name(), room, List.copyOf(messages)));
    }

    /** Counts what is unread, marks it, and counts what is left. */
    public void count(Person person, UUID room) throws IOException {
        long unread = unread(person, room);
        long marked = marked(person, room);
        history.add(new Entry.Counted(person.name(), room, unread, marked, unread(person, room)));
    }

    private static long unread(Person person, UUID room) throws IOException {
        return ask(person, "/chat/rooms/%s/".formatted(room)).path("unread_count").asLong(-1);
    }

    /** Not asked again: a second mark would find nothing left. */
    private static long marked(Person person, UUID room) throws IOException {
        Api.Answer answer = Reader.mark(person, room);
        return answer.body().path("marked_as_read").asLong(-1);
    }

    private static JsonNode ask(Person person, String path) throws IOException {
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Api.Answer answer = person.get(path);
                if (answer.isGood()) {
                    return answer.body();
                }
                last = answer.toString();
            } catch (IOException e) {
                last = e.toString();
            }
            Pauses.aMoment();
        }
        throw new IOException("%s is not answered: %s".formatted(path, last));
    }
}
