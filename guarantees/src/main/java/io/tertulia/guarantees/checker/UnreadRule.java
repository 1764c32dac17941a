package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Unread is what others have sent, less what was read. */
final class UnreadRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        for (Entry.Counted counted : story.all(Entry.Counted.class)) {
            if (counted.marked() != counted.unread() || counted.left() != 0) {
                findings.add(Kind.UNREAD_WRONG, "%s does not add up".formatted(counted));
            }
            checkCount(story, counted, findings);
        }
    }

    private static void checkCount(Story story, Entry.Counted counted, Findings findings) {
        OptionalLong read =
                story.all(Entry.Marked.class).stream()
                        .filter(marked -> marked.person().equals(counted.person()))
                        .filter(marked -> marked.room().equals(counted.room()))
                        .mapToLong(Entry.Marked::shownSeq)
                        .max();
        long expected = othersAfter(story, counted, read.orElse(0));
        if (read.isEmpty() && counted.unread() != expected) {
            findings.add(Kind.UNREAD_WRONG, "%s, but others sent %d".formatted(counted, expected));
        }
        // Marking reaches to the head as it was then, which is at least what had been shown. A
        // database that was put back may have lost a mark.
        if (read.isPresent() && counted.unread() > expected && !story.isRestored()) {
            findings.add(
                    Kind.UNREAD_WRONG,
                    "%s, but others sent only %d since".formatted(counted, expected));
        }
    }

    private static long othersAfter(Story story, Entry.Counted counted, long seq) {
        List<Change> changes = story.log(counted.room()).changes();
        return changes.stream()
                .filter(change -> change.type() == Change.Type.MESSAGE && change.seq() > seq)
                .filter(change -> !isBy(story, change.message(), counted.person()))
                .count();
    }

    private static boolean isBy(Story story, UUID message, String person) {
        DeedStory deed = story.deed(message);
        return deed != null && deed.deed().by().equals(person);
    }
}
