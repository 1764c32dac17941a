package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The public topic is the log: events may come again, never ahead of what precedes them, and
 * dropping what is not higher than before gives the log.
 */
final class TopicRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        if (story.published().isEmpty()) {
            // Nobody read the topic.
            return;
        }
        story.logs()
                .forEach(
                        (room, log) -> {
                            List<Entry.Published> events =
                                    story.published().getOrDefault(room, List.of());
                            checkOrder(room, log, events, findings);
                            checkWhole(room, log, events, findings);
                            checkRepeats(room, events, story.isRestored(), findings);
                        });
    }

    private static void checkOrder(
            UUID room, RoomLog log, List<Entry.Published> events, Findings findings) {
        long highest = 0;
        for (Entry.Published event : events) {
            if (event.seq() > highest + 1) {
                findings.add(
                        Kind.TOPIC_AHEAD,
                        "room %s has %d directly after %d".formatted(room, event.seq(), highest));
            }
            highest = Math.max(highest, event.seq());
            Change logged = log.at(event.seq());
            if (logged == null || !logged.isSameDeedAs(event.change())) {
                findings.add(
                        Kind.TOPIC_DIFFERS,
                        "room %s has %s where its log has %s"
                                .formatted(room, event.change(), logged));
            }
        }
    }

    private static void checkWhole(
            UUID room, RoomLog log, List<Entry.Published> events, Findings findings) {
        var published = new HashSet<Long>();
        events.forEach(event -> published.add(event.seq()));
        for (Change change : log.changes()) {
            if (!published.contains(change.seq())) {
                findings.add(Kind.TOPIC_HOLE, "room %s lacks %s".formatted(room, change));
            }
        }
    }

    private static void checkRepeats(
            UUID room, List<Entry.Published> events, boolean isRestored, Findings findings) {
        Map<Long, Entry.Published> first = new HashMap<>();
        var deletions = new ToldDeletions();
        for (Entry.Published event : events) {
            Entry.Published before = first.putIfAbsent(event.seq(), event);
            if (before != null && !isSame(before, event, isRestored, deletions)) {
                findings.add(
                        Kind.TOPIC_REPEAT_DIFFERS,
                        "room %s has %s, then %s".formatted(room, before, event));
            }
            deletions.read(event.change());
        }
    }

    /** What a database had lost is written again at another time, and that is part of the value. */
    private static boolean isSame(
            Entry.Published before,
            Entry.Published event,
            boolean isRestored,
            ToldDeletions deletions) {
        boolean isSameText =
                before.change().content() == event.change().content()
                        || deletions.explain(event.change());
        return before.event().equals(event.event())
                && (isRestored || before.value() == event.value())
                && isSameText;
    }
}
