package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
        List<Entry.Marked> marks =
                story.all(Entry.Marked.class).stream()
                        .filter(marked -> marked.person().equals(counted.person()))
                        .filter(marked -> marked.room().equals(counted.room()))
                        .toList();
        long most = unread(story, counted, marks.stream().filter(Entry.Marked::isSure).toList());
        // A database that was put back may have lost a mark.
        if (counted.unread() > most && !story.isRestored()) {
            findings.add(
                    Kind.UNREAD_WRONG,
                    "%s, but others sent only %d that were not read".formatted(counted, most));
        }
        // A mark of everything reaches to the head as it was then, and nobody knows where that was.
        boolean isKnown = marks.stream().noneMatch(marked -> marked.messages().isEmpty());
        long least = isKnown ? unread(story, counted, marks) : 0;
        if (counted.unread() < least) {
            findings.add(
                    Kind.UNREAD_WRONG,
                    "%s, but others sent %d that nobody marked".formatted(counted, least));
        }
    }

    /** How many messages of others none of these marks covers. */
    private static long unread(Story story, Entry.Counted counted, List<Entry.Marked> marks) {
        long upTo = marks.stream().mapToLong(Entry.Marked::shownSeq).max().orElse(0);
        Set<UUID> single =
                marks.stream()
                        .flatMap(marked -> marked.messages().stream())
                        .collect(Collectors.toSet());
        return story.log(counted.room()).changes().stream()
                .filter(change -> change.type() == Change.Type.MESSAGE)
                .filter(change -> change.seq() > upTo && !single.contains(change.message()))
                .filter(change -> !isBy(story, change.message(), counted.person()))
                .count();
    }

    private static boolean isBy(Story story, UUID message, String person) {
        DeedStory deed = story.deed(message);
        return deed != null && deed.deed().by().equals(person);
    }
}
