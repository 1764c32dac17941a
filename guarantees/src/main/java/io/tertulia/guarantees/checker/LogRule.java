package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A room's log is dense, the same for everybody, and holds each message once. */
final class LogRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        var seen = new HashSet<UUID>();
        story.logs()
                .forEach(
                        (room, log) -> {
                            checkPlaces(room, log, findings);
                            checkMessages(story, room, log, seen, findings);
                        });
        story.logReads().values().forEach(reads -> checkReads(reads, findings));
    }

    private static void checkPlaces(UUID room, RoomLog log, Findings findings) {
        long expected = 1;
        for (Change change : log.changes()) {
            if (change.seq() != expected) {
                findings.add(
                        Kind.LOG_HOLE,
                        "room %s has %d where %d should be"
                                .formatted(room, change.seq(), expected));
            }
            expected = change.seq() + 1;
        }
    }

    private static void checkMessages(
            Story story, UUID room, RoomLog log, Set<UUID> seen, Findings findings) {
        for (Change change : log.changes()) {
            if (change.type() == Change.Type.MESSAGE) {
                if (!seen.add(change.message())) {
                    findings.add(
                            Kind.STORED_TWICE,
                            "message %s again at %d of room %s"
                                    .formatted(change.message(), change.seq(), room));
                }
                DeedStory deed = story.deed(change.message());
                if (deed == null || !deed.deed().room().equals(room)) {
                    findings.add(Kind.NOBODYS, "%s of room %s".formatted(change, room));
                }
            }
        }
    }

    private static void checkReads(List<Entry.LogRead> reads, Findings findings) {
        Entry.LogRead first = reads.getFirst();
        for (Entry.LogRead read : reads) {
            if (!read.changes().equals(first.changes())) {
                findings.add(
                        Kind.LOGS_DIFFER,
                        "%s and %s in room %s: %s"
                                .formatted(
                                        first.person(),
                                        read.person(),
                                        first.room(),
                                        firstDifference(first.changes(), read.changes())));
            }
        }
    }

    private static String firstDifference(List<Change> some, List<Change> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            if (!some.get(i).equals(others.get(i))) {
                return some.get(i) + " against " + others.get(i);
            }
        }
        return "%d changes against %d".formatted(some.size(), others.size());
    }
}
