package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Entry;
import io.tertulia.guarantees.history.Listed;
import java.util.ArrayList;
import java.util.List;

/** The pages of a room's messages hold what its log sent, numbered from 1, newest first. */
final class PageRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        for (Entry.PagesRead pages : story.all(Entry.PagesRead.class)) {
            List<Listed> expected = expected(story.log(pages.room()));
            if (expected.size() != pages.messages().size()) {
                findings.add(
                        Kind.PAGES_DIFFER,
                        "room %s has %d messages on its pages and %d in its log"
                                .formatted(pages.room(), pages.messages().size(), expected.size()));
            }
            int both = Math.min(expected.size(), pages.messages().size());
            for (int i = 0; i < both; i++) {
                if (!expected.get(i).equals(pages.messages().get(i))) {
                    findings.add(
                            Kind.PAGES_DIFFER,
                            "room %s has %s where its log has %s"
                                    .formatted(
                                            pages.room(),
                                            pages.messages().get(i),
                                            expected.get(i)));
                }
            }
        }
    }

    private static List<Listed> expected(RoomLog log) {
        var listed = new ArrayList<Listed>();
        for (Change change : log.changes()) {
            if (change.type() == Change.Type.MESSAGE) {
                listed.add(
                        new Listed(
                                change.message(),
                                change.seq(),
                                listed.size() + 1,
                                change.content(),
                                change.sentAt()));
            }
        }
        return listed.reversed();
    }
}
