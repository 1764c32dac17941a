package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import io.tertulia.guarantees.history.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A message says what was sent, then what it was edited to, then nothing if it was deleted; and it
 * was sent at one time, whoever tells it.
 */
final class TextRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        story.published().values().forEach(events -> checkEvents(story, events, findings));
        story.logs()
                .forEach(
                        (room, log) -> {
                            List<Entry.Published> events =
                                    story.published().getOrDefault(room, List.of());
                            checkLog(story, log, last(events), findings);
                        });
        for (SocketStory socket : story.sockets()) {
            RoomLog log = story.log(socket.opened().room());
            socket.shown()
                    .forEach(shown -> checkTold(story, log, shown.change(), socket, findings));
        }
        for (Entry.Fetched fetched : story.all(Entry.Fetched.class)) {
            RoomLog log = story.log(fetched.room());
            fetched.changes().forEach(change -> checkTold(story, log, change, fetched, findings));
        }
    }

    /** Events tell each message as it was after that very change. */
    private static void checkEvents(Story story, List<Entry.Published> events, Findings findings) {
        var deletions = new ToldDeletions();
        for (Entry.Published event : events) {
            Change change = event.change();
            boolean isRight =
                    switch (change.type()) {
                        case MESSAGE ->
                                texts(story, change, Deed.Kind.SEND).contains(change.content());
                        case MESSAGE_EDITED ->
                                texts(story, change, Deed.Kind.EDIT).contains(change.content());
                        case MESSAGE_DELETED -> change.content() == 0;
                        case REACTION, OTHER -> allowed(story, change).contains(change.content());
                    };
            if (!isRight && !deletions.explain(change)) {
                findings.add(Kind.OTHER_TEXT, "event %s".formatted(event));
            }
            deletions.read(change);
            checkTime(story, story.log(event.room()), change, findings);
        }
        checkEdits(story, events, findings);
    }

    private static void checkEdits(Story story, List<Entry.Published> events, Findings findings) {
        Map<UUID, List<Change>> edits =
                events.stream()
                        .map(Entry.Published::change)
                        .filter(change -> change.type() == Change.Type.MESSAGE_EDITED)
                        .collect(Collectors.groupingBy(Change::message));
        edits.forEach(
                (message, changes) ->
                        story.about(message).stream()
                                .filter(each -> each.deed().kind() == Deed.Kind.EDIT)
                                .filter(DeedStory::isAcknowledged)
                                .filter(each -> !isAmong(each, changes))
                                .forEach(
                                        each ->
                                                findings.add(
                                                        Kind.LOST,
                                                        "%s, acknowledged at %s"
                                                                .formatted(each, each.acks()))));
    }

    private static boolean isAmong(DeedStory edit, List<Change> changes) {
        return edit.acks().stream()
                .allMatch(
                        ack ->
                                changes.stream()
                                        .anyMatch(
                                                change ->
                                                        change.content() == edit.deed().content()
                                                                && change.seq() <= ack));
    }

    /** What the last change of each message made of its text. */
    private static Map<UUID, Change> last(List<Entry.Published> events) {
        Map<UUID, Change> last = new HashMap<>();
        for (Entry.Published event : events) {
            last.merge(
                    event.change().message(),
                    event.change(),
                    (one, other) -> one.seq() >= other.seq() ? one : other);
        }
        return last;
    }

    /** The log tells each message as it is now. */
    private static void checkLog(
            Story story, RoomLog log, Map<UUID, Change> last, Findings findings) {
        for (Change change : log.changes()) {
            Change latest = last.get(change.message());
            boolean isRight =
                    latest == null
                            ? allowed(story, change).contains(change.content())
                            : latest.content() == change.content();
            if (!isRight) {
                findings.add(
                        Kind.OTHER_TEXT,
                        "the log has %s, the latest is %s".formatted(change, latest));
            }
            checkTime(story, log, change, findings);
        }
    }

    /** Frames tell it as it was or as it is. */
    private static void checkTold(
            Story story, RoomLog log, Change change, Object where, Findings findings) {
        if (!allowed(story, change).contains(change.content())) {
            findings.add(Kind.OTHER_TEXT, "%s on %s".formatted(change, where));
        }
        checkTime(story, log, change, findings);
    }

    private static void checkTime(Story story, RoomLog log, Change change, Findings findings) {
        Change sent = log.sent(change.message());
        if (sent != null && sent.sentAt() != change.sentAt() && !story.isRestored()) {
            findings.add(Kind.OTHER_TIME, "%s against %s".formatted(change, sent));
        }
    }

    private static Set<Long> allowed(Story story, Change change) {
        return Stream.of(Deed.Kind.SEND, Deed.Kind.EDIT, Deed.Kind.DELETE)
                .flatMap(kind -> texts(story, change, kind).stream())
                .collect(Collectors.toSet());
    }

    private static Set<Long> texts(Story story, Change change, Deed.Kind kind) {
        return story.about(change.message()).stream()
                .filter(each -> each.deed().kind() == kind)
                .map(each -> each.deed().content())
                .collect(Collectors.toSet());
    }
}
