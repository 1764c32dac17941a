package io.tertulia.realtime;

import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One room of the tests' message-service: its participants and its log. */
final class MiniRoom {

    private final UUID id = UUID.randomUUID();
    private final Map<UUID, Long> participants = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private volatile boolean isOpen = true;
    private final List<MessageEvent> log = new ArrayList<>();
    private final Map<UUID, Message> byId = new HashMap<>();

    MiniRoom(User... users) {
        for (User user : users) {
            add(user);
            version.incrementAndGet();
        }
    }

    UUID id() {
        return id;
    }

    /** Somebody takes part as of the version that comes next. */
    void add(User user) {
        participants.put(user.id(), version.get() + 1);
    }

    void remove(User user) {
        participants.remove(user.id());
    }

    void close() {
        isOpen = false;
    }

    boolean isOpen() {
        return isOpen;
    }

    boolean isParticipant(UUID user) {
        return participants.containsKey(user);
    }

    /** By which version of the room somebody came in. */
    long versionOf(UUID user) {
        return participants.getOrDefault(user, 0L);
    }

    long nextVersion() {
        return version.incrementAndGet();
    }

    /** The message of that id, if it was sent before. */
    synchronized @Nullable Message find(UUID message) {
        return byId.get(message);
    }

    MessageEvent send(UUID message, User by, String content) {
        return send(
                new MessageCommand.SendMessage(
                        message, id, by, content, MessageType.TEXT, null, null));
    }

    synchronized MessageEvent send(MessageCommand.SendMessage command) {
        UUID message = command.id();
        UUID file = command.attachmentId();
        var sent =
                new Message(
                        message,
                        id,
                        log.size() + 1L,
                        byId.size() + 1L,
                        command.by(),
                        command.content(),
                        command.messageType(),
                        null,
                        file == null
                                ? null
                                : new Attachment(
                                        file, "a.txt", "text/plain", 1, "/", null, null, null),
                        Instant.EPOCH,
                        null,
                        false,
                        false,
                        Map.of());
        byId.put(message, sent);
        return append(new MessageEvent.MessageSent(sent));
    }

    synchronized MessageEvent react(UUID message, String emoji) {
        Message before = byId.get(message);
        if (before == null) {
            throw new IllegalArgumentException("No such message");
        }
        var after =
                new Message(
                        before.id(),
                        id,
                        log.size() + 1L,
                        before.number(),
                        before.sender(),
                        before.content(),
                        before.messageType(),
                        null,
                        null,
                        before.createdAt(),
                        null,
                        false,
                        false,
                        Map.of(emoji, 1));
        return append(new MessageEvent.ReactionsChanged(after));
    }

    private MessageEvent append(MessageEvent event) {
        log.add(event);
        return event;
    }

    synchronized List<MessageEvent> after(long seq) {
        return seq < 0 ? List.of() : List.copyOf(log.subList((int) seq, log.size()));
    }

    synchronized long lastSeq() {
        return log.size();
    }
}
