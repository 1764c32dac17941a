package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody in a room: keeps a socket open, comes back with the last place after each loss, fetches
 * what the server says it lost, and writes down all that it sees.
 */
public final class Participant implements Connected, AutoCloseable {

    private static final long LONGEST_PAUSE_MILLIS = 500;
    private static final int LATEST = 20;

    /** Hears the answers to what was sent. */
    interface Answers {

        void onAck(String clientId, long seq);

        void onError(String clientId, String code);

        /** Whatever was sent and not answered will not be answered any more. */
        void onLost();
    }

    /** What all participants of a run share. */
    public record Surroundings(History history, Progress progress, Lookout lookout) {}

    private final Person person;
    private final UUID room;
    private final Surroundings surroundings;
    private final Random random;
    private final Position position = new Position();
    private final Deque<UUID> latest = new ConcurrentLinkedDeque<>();
    private final CatchUp catchUp;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile Answers answers = new NoAnswers();
    private volatile @Nullable ChatSocket socket;
    private volatile boolean isOpening;
    private volatile boolean isReady;
    private volatile boolean goesPastTheGateway;
    private volatile boolean isClosed;

    /**
     * Somebody who is not there yet.
     *
     * @param seed decides where it goes when it is sent elsewhere
     */
    public Participant(Person person, UUID room, Surroundings surroundings, long seed) {
        this.person = person;
        this.room = room;
        this.surroundings = surroundings;
        this.random = new Random(seed);
        this.catchUp = new CatchUp(person, room, surroundings.history(), position);
    }

    /** Begins. */
    public Participant start() {
        thread.start();
        return this;
    }

    void answerTo(Answers hearer) {
        answers = hearer;
    }

    public Person person() {
        return person;
    }

    public UUID room() {
        return room;
    }

    /** The last place up to which it has everything; -1 if it never came in. */
    public long position() {
        return position.upTo();
    }

    /** The messages that it was shown last. */
    List<UUID> latestShown() {
        return List.copyOf(latest);
    }

    /** Whether a socket is open and was told that it is ready. */
    public boolean isReady() {
        return isReady;
    }

    /** Whether it has ever begun to open a socket. */
    boolean isOpening() {
        return isOpening;
    }

    @Override
    public void reconnect() {
        ChatSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void reconnectElsewhere() {
        goesPastTheGateway = true;
        reconnect();
    }

    boolean send(String frame) throws InterruptedException {
        ChatSocket open = socket;
        return open != null && isReady && open.send(frame);
    }

    @Override
    public void close() {
        isClosed = true;
        catchUp.close();
        reconnect();
    }

    private void run() {
        try {
            while (!isClosed) {
                pause();
                talk();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        Pauses.millis(20 + random.nextLong(LONGEST_PAUSE_MILLIS));
    }

    private void talk() throws InterruptedException {
        int number = SocketNumbers.next();
        long after = position.upTo();
        surroundings.history().add(new Entry.Opened(number, person.name(), room, after));
        isOpening = true;
        ChatSocket open = ChatSocket.open(person, uri(after), new Hearing(number));
        if (open != null) {
            socket = open;
            if (isClosed) {
                open.abort();
            }
            open.awaitEnd();
        }
        isReady = false;
        socket = null;
        answers.onLost();
    }

    private URI uri(long after) {
        Endpoints endpoints = person.api().endpoints();
        if (goesPastTheGateway) {
            goesPastTheGateway = false;
            URI elsewhere = endpoints.socketPastTheGateway(room, after, random);
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        return endpoints.socket(room, after);
    }

    /** Writes down what one socket hears. */
    private final class Hearing implements ChatSocket.Ears {

        private final int number;

        Hearing(int number) {
            this.number = number;
        }

        @Override
        public void onFrame(JsonNode frame) {
            JsonNode data = frame.path("data");
            switch (frame.path("type").asString("")) {
                case "ready" -> onReady(data.path("rooms").path(room.toString()).asLong());
                case "resync" -> onResync(data.path("last_seq").asLong());
                case "ack" ->
                        answers.onAck(
                                data.path("client_id").asString(""), data.path("seq").asLong());
                case "error" ->
                        answers.onError(
                                data.path("client_id").asString(""),
                                data.path("code").asString(""));
                case "message" -> onShown(Change.Type.MESSAGE, data);
                case "message_edited" -> onShown(Change.Type.MESSAGE_EDITED, data);
                case "message_deleted" -> onShown(Change.Type.MESSAGE_DELETED, data);
                case "reaction" -> onShown(Change.Type.REACTION, data);
                default -> {}
            }
        }

        private void onReady(long lastSeq) {
            surroundings.history().add(new Entry.Ready(number, lastSeq));
            position.begin(lastSeq);
            isReady = true;
        }

        private void onResync(long lastSeq) {
            surroundings.history().add(new Entry.Resync(number, lastSeq));
            catchUp.begin();
        }

        private void onShown(Change.Type type, JsonNode message) {
            Change change = Telling.change(message.path("seq").asLong(), type, message);
            surroundings.history().add(new Entry.Shown(number, change));
            surroundings.progress().shown();
            position.add(change.seq());
            remember(change);
            if (position.hasHole()) {
                catchUp.begin();
            }
            surroundings.lookout().onShown(person, room, change);
        }

        private void remember(Change change) {
            if (change.type() == Change.Type.MESSAGE) {
                latest.add(change.message());
                if (latest.size() > LATEST) {
                    latest.poll();
                }
            }
        }

        @Override
        public void onEnd(int code) {
            surroundings.history().add(new Entry.Closed(number, code));
        }
    }

    /** For those who only listen. */
    private static final class NoAnswers implements Answers {

        @Override
        public void onAck(String clientId, long seq) {}

        @Override
        public void onError(String clientId, String code) {}

        @Override
        public void onLost() {}
    }
}
