package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.checker.Violation.Kind;
import io.tertulia.guarantees.history.Change;
import io.tertulia.guarantees.history.Deed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged is in the log, where the answer said; what was refused each time that it
 * was asked for is not. Whatever got no answer once may be either, and is in the log once at most,
 * as {@link LogRule} sees to.
 */
final class DeedRule implements Rule {

    @Override
    public void check(Story story, Findings findings) {
        Map<UUID, List<Change>> changes =
                story.logs().values().stream()
                        .flatMap(log -> log.changes().stream())
                        .collect(Collectors.groupingBy(Change::message));
        for (DeedStory each : story.deeds()) {
            List<Change> ofMessage = changes.getOrDefault(each.deed().message(), List.of());
            switch (each.deed().kind()) {
                case SEND -> checkSent(story, each, findings);
                case EDIT, DELETE, REACT -> checkChanged(each, ofMessage, findings);
            }
        }
    }

    private static void checkSent(Story story, DeedStory each, Findings findings) {
        Deed deed = each.deed();
        Change change = story.log(deed.room()).sent(deed.message());
        if (change == null && each.isAcknowledged()) {
            findings.add(Kind.LOST, "%s, acknowledged at %s".formatted(each, each.acks()));
        } else if (change != null && each.isRefused()) {
            findings.add(Kind.STORED_THOUGH_REFUSED, "%s, at %d".formatted(each, change.seq()));
        } else if (change != null) {
            checkPlace(each, change, findings);
        }
    }

    private static void checkPlace(DeedStory each, Change change, Findings findings) {
        for (long ack : each.acks()) {
            if (ack != change.seq()) {
                findings.add(
                        Kind.OTHER_PLACE,
                        "%s, acknowledged at %d, is at %d".formatted(each, ack, change.seq()));
            }
        }
    }

    /**
     * An edit that is repeated changes nothing the second time, and is answered with the place of
     * whatever the message's latest change is. So what was done stands there or before.
     */
    private static void checkChanged(DeedStory each, List<Change> changes, Findings findings) {
        for (long ack : each.acks()) {
            if (find(each.deed(), changes, ack) == null) {
                findings.add(Kind.LOST, "%s, acknowledged at %d".formatted(each, ack));
            }
        }
    }

    private static @Nullable Change find(Deed deed, List<Change> changes, long notAfter) {
        return changes.stream()
                .filter(change -> change.type() == deed.kind().change() && change.seq() <= notAfter)
                .findFirst()
                .orElse(null);
    }
}
