package io.tertulia.guarantees.checker;

import io.tertulia.guarantees.history.Entry;
import java.util.List;

/** Decides whether a history fits what is promised. */
public final class Checker {

    private static final List<Rule> RULES =
            List.of(
                    new LogRule(),
                    new DeedRule(),
                    new SocketRule(),
                    new ParticipantRule(),
                    new PageRule(),
                    new TopicRule(),
                    new TextRule(),
                    new LookRule(),
                    new UnreadRule());

    private Checker() {}

    /**
     * Checks a whole history, the logs, pages and events read at its end included.
     *
     * @throws IllegalArgumentException if it is no history: an answer to what nobody asked
     */
    public static Verdict check(Iterable<Entry> history) {
        var story = new Story(history);
        var findings = new Findings();
        RULES.forEach(rule -> rule.check(story, findings));
        return new Verdict(findings.counts(), findings.examples(), tally(story));
    }

    private static Verdict.Tally tally(Story story) {
        long acknowledged = story.deeds().stream().filter(DeedStory::isAcknowledged).count();
        long refused = story.deeds().stream().filter(DeedStory::isRefused).count();
        long messages =
                story.deeds().stream()
                        .filter(each -> each.deed().id().equals(each.deed().message()))
                        .filter(DeedStory::isAcknowledged)
                        .count();
        return new Verdict.Tally(
                story.deeds().size(),
                acknowledged,
                messages,
                refused,
                story.deeds().size() - acknowledged - refused,
                story.sockets().stream().mapToLong(socket -> socket.shown().size()).sum(),
                story.published().values().stream().mapToLong(List::size).sum());
    }
}
