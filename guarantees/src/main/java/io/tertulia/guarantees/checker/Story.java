package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A history, sorted by what it is about. */
final class Story {

    private final Map<UUID, DeedStory> deeds = new LinkedHashMap<>();
    private final Map<UUID, List<DeedStory>> deedsByMessage = new HashMap<>();
    private final Map<Integer, SocketStory> sockets = new LinkedHashMap<>();
    private final Map<UUID, List<Entry.LogRead>> logReads = new LinkedHashMap<>();
    private final Map<UUID, RoomLog> logs = new LinkedHashMap<>();
    private final Map<UUID, List<Entry.Published>> published = new LinkedHashMap<>();
    private final List<Entry> others = new ArrayList<>();
    private boolean isRestored;

    Story(Iterable<Entry> entries) {
        entries.forEach(this::take);
    }

    private void take(Entry entry) {
        switch (entry) {
            case Entry.Tried(Deed deed) -> tried(deed);
            case Entry.Acked(UUID deed, long seq) -> known(deed).acked(seq);
            case Entry.Refused(UUID deed, String _) -> known(deed).refused();
            case Entry.Unanswered(UUID deed) -> known(deed).unanswered();
            case Entry.Appended(UUID command) -> appended(command);
            case Entry.Broke _ -> {}
            case Entry.Opened opened -> sockets.put(opened.socket(), new SocketStory(opened));
            case Entry.Ready(int socket, long _) -> told(socket, entry);
            case Entry.Shown(int socket, Change _) -> told(socket, entry);
            case Entry.Resync(int socket, long _) -> told(socket, entry);
            case Entry.Closed(int socket, int _) -> told(socket, entry);
            case Entry.LogRead read -> {
                logReads.computeIfAbsent(read.room(), _ -> new ArrayList<>()).add(read);
                logs.computeIfAbsent(read.room(), _ -> new RoomLog(read.changes()));
            }
            case Entry.Published event ->
                    published.computeIfAbsent(event.room(), _ -> new ArrayList<>()).add(event);
            case Entry.Restored _ -> isRestored = true;
            case Entry.Fetched _,
                    Entry.Ended _,
                    Entry.Silent _,
                    Entry.PagesRead _,
                    Entry.Looked _,
                    Entry.Marked _,
                    Entry.Counted _ ->
                    others.add(entry);
        }
    }

    private void tried(Deed deed) {
        deeds.computeIfAbsent(
                deed.id(),
                _ -> {
                    var story = new DeedStory(deed);
                    deedsByMessage
                            .computeIfAbsent(deed.message(), _ -> new ArrayList<>(1))
                            .add(story);
                    return story;
                });
    }

    private void appended(UUID command) {
        DeedStory story = deeds.get(command);
        if (story != null) {
            story.unanswered();
        }
    }

    private DeedStory known(UUID deed) {
        DeedStory story = deeds.get(deed);
        if (story == null) {
            throw new IllegalArgumentException("An answer to what nobody tried: " + deed);
        }
        return story;
    }

    private void told(int socket, Entry entry) {
        SocketStory story = sockets.get(socket);
        if (story == null) {
            throw new IllegalArgumentException("A socket that nobody opened: " + socket);
        }
        story.told().add(entry);
    }

    Collection<DeedStory> deeds() {
        return deeds.values();
    }

    /** The deed of an id; null where nobody tried it. */
    @Nullable DeedStory deed(UUID id) {
        return deeds.get(id);
    }

    /** Everything that was ever asked for about a message. */
    List<DeedStory> about(UUID message) {
        return deedsByMessage.getOrDefault(message, List.of());
    }

    Collection<SocketStory> sockets() {
        return sockets.values();
    }

    /** The log of each room, as the first who read it to its end saw it. */
    Map<UUID, RoomLog> logs() {
        return logs;
    }

    /** Empty where nobody read it. */
    RoomLog log(UUID room) {
        return logs.getOrDefault(room, new RoomLog(List.of()));
    }

    Map<UUID, List<Entry.LogRead>> logReads() {
        return logReads;
    }

    /** What the public topic has of each room, in its order. */
    Map<UUID, List<Entry.Published>> published() {
        return published;
    }

    /** All entries of one of the rarer types, in their order. */
    <T extends Entry> List<T> all(Class<T> type) {
        return others.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether the database was put back, so that what it had lost was written again later. */
    boolean isRestored() {
        return isRestored;
    }
}
