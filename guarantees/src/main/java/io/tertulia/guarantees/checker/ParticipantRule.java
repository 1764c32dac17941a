package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whoever took part to the end has, of all that sockets showed and pages gave, the whole log from
 * where the first socket began.
 */
final class ParticipantRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        story.all(Entry.Silent.class)
                .forEach(silent -> findings.add(Kind.NOT_CAUGHT_UP, silent.toString()));
        for (Entry.Ended end : story.all(Entry.Ended.class)) {
            List<SocketStory> own =
                    story.sockets().stream()
                            .filter(socket -> socket.opened().person().equals(end.person()))
                            .filter(socket -> socket.opened().room().equals(end.room()))
                            .toList();
            check(story, end, own, findings);
        }
    }

    private static void check(
            Story story, Entry.Ended end, List<SocketStory> own, Findings findings) {
        long head = story.log(end.room()).lastSeq();
        OptionalLong base = own.stream().mapToLong(ParticipantRule::base).filter(b -> b >= 0).min();
        if (base.isEmpty()) {
            findings.add(
                    Kind.NOT_CAUGHT_UP,
                    "%s never came into room %s".formatted(end.person(), end.room()));
            return;
        }
        BitSet has = new BitSet();
        own.forEach(socket -> socket.shown().forEach(shown -> add(has, shown.change())));
        story.all(Entry.Fetched.class).stream()
                .filter(fetched -> fetched.person().equals(end.person()))
                .filter(fetched -> fetched.room().equals(end.room()))
                .forEach(fetched -> fetched.changes().forEach(change -> add(has, change)));
        int missing = has.nextClearBit(Math.toIntExact(base.getAsLong()) + 1);
        if (missing <= head) {
            findings.add(
                    Kind.NOT_CAUGHT_UP,
                    "%s lacks %d of room %s, whose head is %d"
                            .formatted(end.person(), missing, end.room(), head));
        }
    }

    private static void add(BitSet has, Change change) {
        has.set(Math.toIntExact(change.seq()));
    }

    /** From where a socket was to show everything; -1 if nobody ever said. */
    private static long base(SocketStory socket) {
        long after = socket.opened().after();
        return after >= 0
                ? after
                : socket.told().stream()
                        .filter(Entry.Ready.class::isInstance)
                        .mapToLong(ready -> ((Entry.Ready) ready).lastSeq())
                        .findFirst()
                        .orElse(-1);
    }
}
