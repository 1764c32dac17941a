package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A participant who talks: keeps many requests in flight, mostly on the socket, some by REST, and
 * asks again with the same id until each is answered for good.
 */
public final class Sender implements AutoCloseable {

    /** The server allows 64 on one socket. */
    private static final int MOST_IN_FLIGHT = 32;

    private static final int REST_IN_A_HUNDRED = 4;
    private static final long ANSWER_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Set<String> PASSING = Set.of("unavailable", "too_fast", "");

    private final Participant participant;
    private final Participant.Surroundings surroundings;
    private final Outbox outbox = new Outbox();
    private final Ideas ideas;
    private final Random random;
    private final long paceNanos;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private final Queue<UUID> stored = new ConcurrentLinkedQueue<>();
    private volatile boolean isFinished;
    private volatile boolean isClosed;

    /**
     * A sender who is not there yet.
     *
     * @param perSecond requests; the server allows 50 on one socket
     */
    public Sender(
            Participant participant,
            Participant.Surroundings surroundings,
            int perSecond,
            long seed) {
        this.participant = participant;
        this.surroundings = surroundings;
        this.random = new Random(seed);
        this.ideas = new Ideas(participant.person().name(), participant.room(), random);
        this.paceNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        participant.answerTo(new Hearing());
    }

    /** Begins. */
    public Sender start() {
        surroundings.progress().begin(participant.room(), System.nanoTime());
        participant.start();
        thread.start();
        return this;
    }

    public Participant participant() {
        return participant;
    }

    /** Asks for everything once more that was asked for lately. */
    public void repeatAll() {
        outbox.repeatAll();
    }

    /** Begins nothing new. */
    public void finish() {
        isFinished = true;
    }

    /**
     * Waits until everything is answered for good; false if that took too long.
     *
     * @param end in the nanoseconds of {@link System#nanoTime}
     */
    public boolean awaitAnswers(long end) {
        while (!outbox.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Pauses.nanos(SHORT_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        isClosed = true;
        participant.close();
    }

    private void run() {
        try {
            long due = System.nanoTime();
            while (!isClosed) {
                Pauses.nanos(Math.max(due - System.nanoTime(), SHORT_NANOS / 5));
                giveUpTheOld();
                if (System.nanoTime() - due >= 0 && mayAsk()) {
                    // Whoever was held up for long does not make up for it in a burst.
                    due = Math.max(due, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                    due += paceNanos;
                    askNext();
                } else if (System.nanoTime() - due >= 0) {
                    Pauses.nanos(SHORT_NANOS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayAsk() {
        return participant.isReady() && outbox.waiting() < MOST_IN_FLIGHT;
    }

    private void giveUpTheOld() {
        List<UUID> old = outbox.failOlderThan(System.nanoTime() - ANSWER_WITHIN_NANOS);
        old.forEach(this::noteUnanswered);
    }

    private void askNext() throws InterruptedException {
        for (UUID message = stored.poll(); message != null; message = stored.poll()) {
            ideas.stored(message);
        }
        Request next = outbox.takeAgain();
        if (next == null) {
            if (isFinished || surroundings.history().isNearlyFull()) {
                return;
            }
            next = ideas.next();
            surroundings.progress().tried();
        }
        ask(next);
    }

    private void ask(Request request) throws InterruptedException {
        surroundings.history().add(new Entry.Tried(request.deed()));
        outbox.sent(request, System.nanoTime());
        if (request.deed().kind() == Deed.Kind.SEND && random.nextInt(100) < REST_IN_A_HUNDRED) {
            Thread.ofVirtual().start(() -> askByRest(request));
        } else if (!participant.send(Api.JSON.writeValueAsString(request.frame()))) {
            failed(request.deed().id());
        }
    }

    private void askByRest(Request request) {
        UUID id = request.deed().id();
        try {
            Api.Answer answer =
                    participant
                            .person()
                            .post(
                                    "/chat/messages/",
                                    Map.of(
                                            "room", request.deed().room(),
                                            "id", id,
                                            "content", request.detail()));
            if (answer.isGood()) {
                acknowledged(id, answer.body().path("seq").asLong());
            } else if (answer.isPassing()) {
                failed(id);
            } else {
                refused(id, answer.code());
            }
        } catch (IOException e) {
            failed(id);
        }
    }

    private void acknowledged(UUID id, long seq) {
        // Each ack counts, also a second one: it must name the same place.
        surroundings.history().add(new Entry.Acked(id, seq));
        Outbox.@Nullable Answered answered = outbox.answered(id);
        if (answered == null || answered.request().isRepeat()) {
            return;
        }
        Deed deed = answered.request().deed();
        if (deed.kind() == Deed.Kind.SEND) {
            surroundings.progress().acknowledgedMessage(deed.room(), answered.triedAtNanos());
            surroundings.lookout().onAcknowledged(participant.person(), deed.room(), id);
            stored.add(id);
        }
    }

    private void refused(UUID id, String code) {
        surroundings.history().add(new Entry.Refused(id, code));
        if (outbox.answered(id) != null) {
            surroundings.progress().refused();
        }
    }

    private void failed(UUID id) {
        if (outbox.failed(id)) {
            noteUnanswered(id);
        }
    }

    private void noteUnanswered(UUID id) {
        surroundings.history().add(new Entry.Unanswered(id));
        surroundings.progress().unanswered();
    }

    /** Called on the socket's thread. */
    private final class Hearing implements Participant.Answers {

        @Override
        public void onAck(String clientId, long seq) {
            acknowledged(UUID.fromString(clientId), seq);
        }

        @Override
        public void onError(String clientId, String code) {
            if (clientId.isEmpty()) {
                // The frame was not read, so nobody knows whose answer this is: it times out.
                return;
            }
            if (PASSING.contains(code)) {
                failed(UUID.fromString(clientId));
            } else {
                refused(UUID.fromString(clientId), code);
            }
        }

        @Override
        public void onLost() {
            outbox.failOlderThan(System.nanoTime()).forEach(Sender.this::noteUnanswered);
        }
    }
}
