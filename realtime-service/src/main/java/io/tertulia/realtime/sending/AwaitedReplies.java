package io.tertulia.realtime.sending;

import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The commands that wait for an answer, by correlation id: eight bytes that are this instance's own
 * (instances share reply partitions and ignore each other's replies) and a counter.
 *
 * <p>Every command waits equally long, so those with the lowest numbers time out first: the sweep
 * stops at the first that is not due, and no timer per command is needed. Numbers are given before
 * a command is put here, so two may enter in the other order; both are then swept a moment late.
 *
 * <p>A command for a room whose events are read here is also known by its id, since its event
 * answers it as well. Entered on event loops, answered by the readers of replies and of events:
 * whoever removes it from the map has it to himself.
 */
final class AwaitedReplies {

    private static final int CORRELATION_BYTES = 2 * Long.BYTES;

    /**
     * @param told the event that may answer; null where only a reply does
     */
    private record Awaited(
            long deadlineMillis, CompletableFuture<CommandReply> reply, @Nullable Told told) {

        boolean isToldBy(Published event) {
            return told != null && told.isBy(event);
        }
    }

    /**
     * By which event one is answered, and not the command itself, which may be long.
     *
     * @param sender who must have sent the message, and with this very id; null for any message
     */
    private record Told(UUID command, UUID room, @Nullable UUID sender) {

        /** A client may choose the id of a message, even that of somebody else's; no other id. */
        static Told of(MessageCommand command) {
            UUID sender = command instanceof MessageCommand.SendMessage ? command.by().id() : null;
            return new Told(command.id(), command.room(), sender);
        }

        boolean isBy(Published event) {
            boolean isMessage =
                    sender == null
                            || (sender.equals(event.sender()) && command.equals(event.message()));
            return room.equals(event.room()) && isMessage;
        }
    }

    private final ConcurrentSkipListMap<Long, Awaited> awaited = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<UUID, Long> byCommand = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final long instance;
    private final Clock clock;
    private final Duration timeout;
    private final int most;

    AwaitedReplies(long instance, Clock clock, SendingProperties properties) {
        this.instance = instance;
        this.clock = clock;
        this.timeout = properties.replyTimeout();
        this.most = properties.maxAwaited();
    }

    /**
     * A command that waits.
     *
     * @param isTold whether its event may answer it, too
     */
    record Place(long number, boolean isTold) {}

    /**
     * Waits for one more answer; null when too many are waited for already.
     *
     * @param command whose event is read here; null for any other. Where another one of its id
     *     waits already it needs a reply
     */
    @Nullable Place open(CompletableFuture<CommandReply> reply, @Nullable MessageCommand command) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return null;
        }
        long number = last.incrementAndGet();
        boolean isFirst = command != null && byCommand.putIfAbsent(command.id(), number) == null;
        Told told = command != null && isFirst ? Told.of(command) : null;
        awaited.put(number, new Awaited(clock.millis() + timeout.toMillis(), reply, told));
        return new Place(number, isFirst);
    }

    boolean isWaitedFor(UUID command) {
        return byCommand.containsKey(command);
    }

    /** Takes the one that an event answers; null if there is none. */
    @Nullable CompletableFuture<CommandReply> take(Published event) {
        Long number = byCommand.get(event.command());
        if (number == null) {
            return null;
        }
        Awaited found = awaited.get(number);
        return found != null && found.isToldBy(event) ? take(number) : null;
    }

    byte[] correlation(long number) {
        return ByteBuffer.allocate(CORRELATION_BYTES).putLong(instance).putLong(number).array();
    }

    /** Takes the one that a reply answers; null if it is not ours or no longer waited for. */
    @Nullable CompletableFuture<CommandReply> take(byte @Nullable [] correlation) {
        if (correlation == null || correlation.length != CORRELATION_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(correlation);
        return buffer.getLong() == instance ? take(buffer.getLong()) : null;
    }

    @Nullable CompletableFuture<CommandReply> take(long number) {
        Awaited found = awaited.remove(number);
        if (found == null) {
            return null;
        }
        open.decrementAndGet();
        if (found.told() != null) {
            byCommand.remove(found.told().command(), number);
        }
        return found.reply();
    }

    /** Fails all whose time is over. */
    void sweep() {
        long now = clock.millis();
        Iterator<Map.Entry<Long, Awaited>> oldest = awaited.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Awaited> entry = oldest.next();
            if (entry.getValue().deadlineMillis() > now) {
                return;
            }
            fail(entry.getKey(), "No answer came in time.");
        }
    }

    void fail(long number, String reason) {
        CompletableFuture<CommandReply> reply = take(number);
        if (reply != null) {
            reply.completeExceptionally(new Unavailable(reason));
        }
    }

    /** Fails all, for good. */
    void failAll() {
        awaited.keySet().forEach(number -> fail(number, "This server is stopping."));
    }

    int size() {
        return Math.toIntExact(open.get());
    }
}
