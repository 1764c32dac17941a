package io.tertulia.message.writing;

import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.Probe;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ReactionsCollection;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import io.tertulia.message.membership.Memberships;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads what a batch depends on, in a few queries whatever its size. After the heads they go out
 * together: each is of a moment of its own, and none depends on another.
 */
final class StateLoader {

    private final RoomLog log;
    private final Memberships memberships;
    private final LogStore store;
    private final RoomCache cache;
    private final Duration uploadsGoodFor;

    StateLoader(
            RoomLog log,
            Memberships memberships,
            LogStore store,
            RoomCache cache,
            Duration uploadsGoodFor) {
        this.log = log;
        this.memberships = memberships;
        this.store = store;
        this.cache = cache;
        this.uploadsGoodFor = uploadsGoodFor;
    }

    LogState load(List<MessageCommand> all) {
        List<MessageCommand> commands =
                all.stream().filter(command -> !(command instanceof Probe)).toList();
        // Heads first: finding them may repair messages, which are read after that.
        Map<UUID, RoomHead> heads = heads(set(commands.stream().map(MessageCommand::room)));
        var roles = Together.begin(() -> roles(commands));
        var closed =
                Together.begin(
                        () -> memberships.closed(set(commands.stream().map(MessageCommand::room))));
        var sent = sent(set(commands.stream().flatMap(StateLoader::senders)));
        var byCommand = log.changes().byCommand(set(commands.stream().map(MessageCommand::id)));
        // What few batches need costs nothing where there is nothing to ask for.
        return new LogState(
                heads,
                new LogState.Participants(Together.result(roles), Together.result(closed)),
                byCommand,
                log.messages().byMessageId(set(commands.stream().flatMap(StateLoader::messages))),
                log.reactions().find(set(commands.stream().flatMap(StateLoader::reactions))),
                sent.get(),
                uploads(set(commands.stream().flatMap(StateLoader::attachments))));
    }

    /** Whether one was sent is asked of the gate: its own state is an effect and may be late. */
    private LogState.Uploads uploads(Set<UUID> ids) {
        return new LogState.Uploads(
                log.uploads().find(ids), log.changes().spent(ids), uploadsGoodFor);
    }

    private Map<RoomUser, Role> roles(List<MessageCommand> commands) {
        return memberships.roles(
                set(commands.stream().map(each -> new RoomUser(each.room(), each.by().id()))));
    }

    private static Stream<UUID> messages(MessageCommand command) {
        if (command instanceof SendMessage send) {
            return Stream.ofNullable(send.replyToId());
        }
        return Stream.of(Commands.target(command));
    }

    private static Stream<UUID> attachments(MessageCommand command) {
        return command instanceof SendMessage send
                ? Stream.ofNullable(send.attachmentId())
                : Stream.of();
    }

    private static Stream<ReactionsCollection.Key> reactions(MessageCommand command) {
        return switch (command) {
            case AddReaction add ->
                    Stream.of(new ReactionsCollection.Key(add.messageId(), add.by().id()));
            case RemoveReaction remove ->
                    Stream.of(new ReactionsCollection.Key(remove.messageId(), remove.by().id()));
            default -> Stream.of();
        };
    }

    private static Stream<RoomUser> senders(MessageCommand command) {
        return command instanceof SendMessage
                ? Stream.of(new RoomUser(command.room(), command.by().id()))
                : Stream.of();
    }

    private Supplier<Map<RoomUser, Sent>> sent(Set<RoomUser> people) {
        var sent = new HashMap<RoomUser, Sent>();
        var missing = new HashSet<RoomUser>();
        for (RoomUser who : people) {
            Sent cached = cache.sent(who);
            if (cached == null) {
                missing.add(who);
            } else {
                sent.put(who, cached);
            }
        }
        if (missing.isEmpty()) {
            return () -> sent;
        }
        var found = Together.begin(() -> log.senders().find(missing));
        return () -> {
            sent.putAll(Together.result(found));
            return sent;
        };
    }

    private Map<UUID, RoomHead> heads(Set<UUID> rooms) {
        var heads = new HashMap<UUID, RoomHead>();
        var missing = new HashSet<UUID>();
        for (UUID room : rooms) {
            RoomHead cached = cache.head(room);
            if (cached == null) {
                missing.add(room);
            } else {
                heads.put(room, cached);
            }
        }
        if (!missing.isEmpty()) {
            heads.putAll(rolledForward(missing));
        }
        return heads;
    }

    /**
     * A head may be behind its log: its writer died after the gate. Then the messages may be, too,
     * so what follows the head is applied before anything is decided on it.
     */
    private Map<UUID, RoomHead> rolledForward(Set<UUID> rooms) {
        var heads = new HashMap<>(log.heads().find(rooms));
        rooms.forEach(room -> heads.putIfAbsent(room, RoomHead.empty(room)));
        List<Change> following = log.changes().following(heads.values());
        while (!following.isEmpty()) {
            store.putEffects(following);
            var behind = new HashMap<UUID, RoomHead>();
            following.forEach(change -> behind.put(change.room(), change.head()));
            store.raise(behind.values());
            heads.putAll(behind);
            following = log.changes().following(behind.values());
        }
        return heads;
    }

    private static <T> Set<T> set(Stream<T> items) {
        return items.collect(Collectors.toSet());
    }

    /** Keeps for the next batch what this one has left; all of it was stored. */
    void remember(LogState state) {
        cache.remember(state);
    }

    /** Forgets what may have been changed by somebody else. */
    void forget() {
        cache.forget();
    }
}
