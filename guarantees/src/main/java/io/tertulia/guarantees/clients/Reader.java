package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A participant who now and then marks something as read: what it was shown last, on its socket or
 * by REST, or if it is one who does, everything.
 */
public final class Reader implements AutoCloseable {

    private static final long PAUSE_MILLIS = 2_000;

    private final Participant participant;
    private final History history;
    private final boolean marksEverything;
    private final Map<String, List<UUID>> asked = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /**
     * A reader who has not begun.
     *
     * @param marksEverything whether now and then everything is marked
     */
    public Reader(Participant participant, History history, boolean marksEverything) {
        this.participant = participant;
        this.history = history;
        this.marksEverything = marksEverything;
        participant.answerTo(new Hearing());
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
        for (int turn = 0; !isClosed; turn++) {
            Pauses.millis(PAUSE_MILLIS);
            try {
                mark(turn);
            } catch (IOException e) {
                // A mark that got no answer may be there or not.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void mark(int turn) throws IOException, InterruptedException {
        List<UUID> latest = participant.latestShown();
        if (latest.isEmpty()) {
            return;
        }
        switch (turn % 3) {
            case 0 -> markOnTheSocket(latest);
            case 1 -> markByRest(latest);
            default -> {
                if (marksEverything) {
                    markEverything();
                }
            }
        }
    }

    private void markOnTheSocket(List<UUID> messages) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        asked.put(id, messages);
        note(messages, false);
        participant.send(
                Api.JSON.writeValueAsString(
                        Map.of("action", "mark_read", "client_id", id, "message_ids", messages)));
    }

    private void markByRest(List<UUID> messages) throws IOException {
        note(messages, false);
        Api.Answer answer =
                participant
                        .person()
                        .post("/chat/messages/mark_read/", Map.of("message_ids", messages));
        if (answer.isGood()) {
            note(messages, true);
        }
    }

    private void note(List<UUID> messages, boolean isSure) {
        history.add(Entry.Marked.some(name(), participant.room(), messages, isSure));
    }

    private void markEverything() throws IOException {
        long shown = participant.position();
        history.add(Entry.Marked.all(name(), participant.room(), shown, false));
        if (mark(participant.person(), participant.room()).isGood()) {
            history.add(Entry.Marked.all(name(), participant.room(), shown, true));
        }
    }

    private String name() {
        return participant.person().name();
    }

    static Api.Answer mark(Person person, UUID room) throws IOException {
        return person.post("/chat/rooms/%s/mark_all_read/".formatted(room), null);
    }

    /** Called on the socket's thread. */
    private final class Hearing implements Participant.Answers {

        @Override
        public void onAck(String clientId, long seq) {
            List<UUID> messages = asked.remove(clientId);
            if (messages != null) {
                note(messages, true);
            }
        }

        @Override
        public void onError(String clientId, String code) {
            asked.remove(clientId);
        }

        @Override
        public void onLost() {
            asked.clear();
        }
    }
}
