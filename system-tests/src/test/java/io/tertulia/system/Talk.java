package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conversation in one room that goes on whatever breaks: one person sends and repeats with the
 * same id until acknowledged, another listens and comes back with the last place that it has. At
 * the end the room's log, what was acknowledged and what was seen must be the same.
 */
final class Talk implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration PAUSE_BEFORE_RECONNECT = Duration.ofMillis(100);
    private static final Duration ACK_WITHIN = Duration.ofSeconds(15);

    private final Person sender;
    private final Person listener;
    private final String room;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
    private final Thread sending;
    private final Thread listening;
    private volatile boolean finished;
    private volatile boolean closed;

    Talk(TertuliaProcess tertulia) {
        sender = Person.register(tertulia, "sender");
        listener = Person.register(tertulia, "listener");
        room = sender.createRoom("Under fault", listener);
        sending = Thread.ofVirtual().start(this::sendUntilFinished);
        listening = Thread.ofVirtual().start(this::listenUntilClosed);
    }

    /** Waits until so many more messages than now are acknowledged. */
    void awaitMore(int messages, Duration patience) {
        int goal = acknowledged.size() + messages;
        Awaitility.await("%d acknowledged".formatted(goal))
                .atMost(patience)
                .until(() -> acknowledged.size() >= goal);
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    /** Ends the conversation and compares all stories of it. */
    void finishAndCheck() throws InterruptedException {
        finished = true;
        sending.join();
        Awaitility.await("the listener has all of " + acknowledged.size())
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(seen).hasSizeGreaterThanOrEqualTo(acknowledged.size()));

        List<String> log = readLog();
        assertThat(log)
                .as("the room's log is what was acknowledged, in the sender's order, each once")
                .containsExactlyElementsOf(acknowledged);
        assertThat(seen.stream().map(frame -> frame.at("/data/id").asString()))
                .as("the listener saw the log")
                .containsExactlyElementsOf(log);
        assertThat(seen.stream().map(frame -> frame.at("/data/seq").asLong()))
                .as("in seq order, without a hole")
                .containsExactlyElementsOf(numbers(log.size()));
    }

    private List<String> readLog() {
        var ids = new ArrayList<String>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode page =
                    listener.get("/api/v1/chat/rooms/" + room + "/changes/?after=" + after).body();
            for (JsonNode change : page.get("changes")) {
                after = change.get("seq").asLong();
                assertThat(after).as("no hole in the log").isEqualTo(ids.size() + 1);
                ids.add(change.at("/message/id").asString());
            }
            more = page.get("has_more").asBoolean();
        }
        return ids;
    }

    private static List<Long> numbers(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private void sendUntilFinished() {
        @Nullable ChatSocket socket = null;
        while (!finished && !closed) {
            String id = UUID.randomUUID().toString();
            while (!closed && !isAcknowledged(socket, id)) {
                if (socket == null || !socket.isOpen()) {
                    socket = reopen(sender, -1);
                }
                if (socket != null) {
                    ask(socket, id);
                }
            }
            acknowledged.add(id);
            LockSupport.parkNanos(PACE.toNanos());
        }
        if (socket != null) {
            socket.close();
        }
    }

    private void ask(ChatSocket socket, String id) {
        try {
            socket.send(
                    Map.of(
                            "action",
                            "send_message",
                            "id",
                            id,
                            "client_id",
                            id,
                            "content",
                            "n " + id));
            Awaitility.await()
                    .atMost(ACK_WITHIN)
                    .pollInterval(Duration.ofMillis(2))
                    .until(
                            () ->
                                    isAcknowledged(socket, id)
                                            || isRefused(socket, id)
                                            || !socket.isOpen());
        } catch (CompletionException | ConditionTimeoutException again) {
            socket.close();
        }
    }

    private static boolean isAcknowledged(@Nullable ChatSocket socket, String id) {
        return socket != null && has(socket, "ack", id);
    }

    private static boolean isRefused(ChatSocket socket, String id) {
        return has(socket, "error", id);
    }

    private static boolean has(ChatSocket socket, String type, String id) {
        List<JsonNode> frames = socket.frames();
        for (int i = frames.size() - 1; i >= Math.max(0, frames.size() - 50); i--) {
            JsonNode frame = frames.get(i);
            if (type.equals(frame.path("type").asString(""))
                    && id.equals(frame.at("/data/client_id").asString(""))) {
                return true;
            }
        }
        return false;
    }

    private void listenUntilClosed() {
        while (!closed) {
            ChatSocket socket = reopen(listener, seen.size());
            if (socket != null) {
                collect(socket);
                socket.close();
            }
        }
    }

    /** Takes frames over while the socket lives; a broken socket's tail counts, too. */
    private void collect(ChatSocket socket) {
        int taken = 0;
        while (!closed) {
            boolean open = socket.isOpen();
            List<JsonNode> messages = socket.frames("message");
            seen.addAll(messages.subList(taken, messages.size()));
            taken = messages.size();
            if (!open) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private @Nullable ChatSocket reopen(Person person, long after) {
        LockSupport.parkNanos(PAUSE_BEFORE_RECONNECT.toNanos());
        try {
            return after < 0 ? person.open(room) : person.open(room, after);
        } catch (CompletionException notYet) {
            return null;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            sending.join();
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
