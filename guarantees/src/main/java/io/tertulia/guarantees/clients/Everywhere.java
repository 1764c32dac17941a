package io.tertulia.guarantees.clients;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.History;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who follows all rooms on one socket. In the history it has a socket of its own in each
 * room: what is promised for one room is promised for each of them.
 */
public final class Everywhere implements Connected, AutoCloseable {

    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Person person;
    private final Participant.Surroundings surroundings;
    private final Map<UUID, Position> positions = new LinkedHashMap<>();
    private final Map<UUID, CatchUp> catchUps = new LinkedHashMap<>();
    private final Random random;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile @Nullable ChatSocket socket;
    private volatile boolean goesPastTheGateway;
    private volatile boolean isClosed;

    /**
     * Somebody who is not there yet.
     *
     * @param rooms that the person takes part in from the beginning to the end; others are ignored
     */
    public Everywhere(
            Person person,
            Collection<UUID> rooms,
            Participant.Surroundings surroundings,
            long seed) {
        this.person = person;
        this.surroundings = surroundings;
        this.random = new Random(seed);
        for (UUID room : rooms) {
            var position = new Position();
            positions.put(room, position);
            catchUps.put(room, new CatchUp(person, room, history(), position));
        }
    }

    /** Begins. */
    public Everywhere start() {
        thread.start();
        return this;
    }

    Person person() {
        return person;
    }

    /** The last place of a room up to which it has everything; -1 if it never came in. */
    long position(UUID room) {
        Position position = positions.get(room);
        return position == null ? -1 : position.upTo();
    }

    private History history() {
        return surroundings.history();
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

    @Override
    public void close() {
        isClosed = true;
        catchUps.values().forEach(CatchUp::close);
        reconnect();
    }

    private void run() {
        try {
            while (!isClosed) {
                Pauses.millis(20 + random.nextLong(LONGEST_PAUSE_MILLIS));
                talk();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void talk() throws InterruptedException {
        var hearing = new Hearing();
        ChatSocket open = ChatSocket.open(person, uri(), hearing);
        if (open != null) {
            socket = open;
            if (isClosed) {
                open.abort();
            }
            open.awaitEnd();
        }
        socket = null;
    }

    private URI uri() {
        URI elsewhere =
                goesPastTheGateway ? person.api().endpoints().allRoomsPastTheGateway(random) : null;
        goesPastTheGateway = false;
        return elsewhere == null ? person.api().endpoints().allRooms() : elsewhere;
    }

    /** Writes down what one socket hears, as if each room had its own. */
    private final class Hearing implements ChatSocket.Ears {

        private final Map<UUID, Integer> numbers = new LinkedHashMap<>();

        Hearing() {
            for (UUID room : positions.keySet()) {
                int number = SocketNumbers.next();
                numbers.put(room, number);
                history().add(new Entry.Opened(number, person.name(), room, -1));
            }
        }

        @Override
        public void onFrame(JsonNode frame) {
            JsonNode data = frame.path("data");
            switch (frame.path("type").asString("")) {
                case "ready" -> onReady(data.path("rooms"));
                case "resync" -> onResync(data);
                case "message" -> onShown(Change.Type.MESSAGE, data);
                case "message_edited" -> onShown(Change.Type.MESSAGE_EDITED, data);
                case "message_deleted" -> onShown(Change.Type.MESSAGE_DELETED, data);
                case "reaction" -> onShown(Change.Type.REACTION, data);
                default -> {}
            }
        }

        private void onReady(JsonNode rooms) {
            numbers.forEach(
                    (room, number) -> {
                        JsonNode lastSeq = rooms.path(room.toString());
                        if (lastSeq.isNumber()) {
                            onReady(room, number, lastSeq.asLong());
                        }
                    });
        }

        private void onReady(UUID room, int number, long lastSeq) {
            history().add(new Entry.Ready(number, lastSeq));
            Position position = position(room);
            position.begin(lastSeq);
            if (position.upTo() < lastSeq) {
                fetch(room);
            }
        }

        private void onResync(JsonNode data) {
            UUID room = UUID.fromString(data.path("room").asString(""));
            Integer number = numbers.get(room);
            if (number != null) {
                history().add(new Entry.Resync(number, data.path("last_seq").asLong()));
                fetch(room);
            }
        }

        private void onShown(Change.Type type, JsonNode message) {
            UUID room = UUID.fromString(message.path("room").asString(""));
            Integer number = numbers.get(room);
            if (number == null) {
                return;
            }
            Change change = Telling.change(message.path("seq").asLong(), type, message);
            history().add(new Entry.Shown(number, change));
            surroundings.progress().shown();
            Position position = position(room);
            position.add(change.seq());
            if (position.hasHole()) {
                fetch(room);
            }
        }

        private Position position(UUID room) {
            return positions.getOrDefault(room, new Position());
        }

        private void fetch(UUID room) {
            CatchUp catchUp = catchUps.get(room);
            if (catchUp != null) {
                catchUp.begin();
            }
        }

        @Override
        public void onEnd(int code) {
            numbers.values().forEach(number -> history().add(new Entry.Closed(number, code)));
        }
    }
}
