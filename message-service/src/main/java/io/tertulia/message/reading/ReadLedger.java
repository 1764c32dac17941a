package io.tertulia.message.reading;

import io.tertulia.events.User;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.reading.ReadsCollection.Replacement;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Enters what people have read, each message once, at the first time. Any number of threads and
 * instances may enter for the same person: a state is replaced only if it is still the one that was
 * looked at, and whoever comes second looks again. It leans on the unique {@code _id} of a state;
 * as a write is refused only where another one got through, somebody always gets on.
 */
final class ReadLedger {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReadStore store;
    private final ReadingProperties properties;
    private final ReadMetrics metrics;
    private final Clock clock;

    ReadLedger(ReadStore store, ReadingProperties properties, ReadMetrics metrics, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What is read by now and was not before.
     *
     * @param numbers at least one
     */
    record Fresh(UUID room, User reader, SortedSet<Long> numbers, Instant at) {}

    /**
     * The end of a room, as somebody sees it.
     *
     * @param seq the last place of its log
     * @param number of the last message
     * @param others how many messages up to that one are of others
     */
    record End(long seq, long number, long others) {}

    /**
     * A room that was marked up to its end.
     *
     * @param before tells what was unread
     * @param count how many messages that were, at least one
     */
    record Raised(ReadState before, End end, long count, Instant at) {}

    private record Step(ReadClaim claim, ReadState before, Fresh fresh) {

        boolean isNeeded() {
            return !fresh.numbers().isEmpty();
        }

        Replacement replacement() {
            return new Replacement(
                    before, before.with(fresh.numbers(), fresh.at()), claim.reader());
        }
    }

    /**
     * Marks messages.
     *
     * @param claims at most one of each person in each room
     * @return what is new, of those for whom anything is
     * @throws ProblemException 503 if somebody else was first too often; some may be marked
     */
    Map<RoomUser, Fresh> mark(Collection<ReadClaim> claims) {
        var done = new HashMap<RoomUser, Fresh>();
        List<ReadClaim> open = List.copyOf(claims);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            List<Step> steps = steps(open);
            Set<RoomUser> lost = replace(steps.stream().map(Step::replacement).toList(), attempt);
            steps.stream()
                    .filter(step -> !lost.contains(step.claim().who()))
                    .forEach(step -> done.put(step.claim().who(), step.fresh()));
            open = open.stream().filter(claim -> lost.contains(claim.who())).toList();
        }
        metrics.marked(done.values().stream().mapToLong(each -> each.numbers().size()).sum());
        return done;
    }

    /** What has to be done for these claims, as things are now. */
    private List<Step> steps(List<ReadClaim> open) {
        Map<RoomUser, ReadState> states = store.find(open.stream().map(ReadClaim::who).toList());
        Map<RoomUser, List<ReadRange>> archived =
                store.archived(
                        open.stream()
                                .collect(
                                        Collectors.toMap(
                                                ReadClaim::who,
                                                claim ->
                                                        state(states, claim.who())
                                                                .doubtful(claim.numbers()))));
        Instant now = now();
        return open.stream()
                .map(
                        claim -> {
                            ReadState before = state(states, claim.who());
                            SortedSet<Long> numbers =
                                    before.unread(
                                            claim.numbers(),
                                            archived.getOrDefault(claim.who(), List.of()));
                            Instant at = before.notBeforeTheLast(now);
                            return new Step(
                                    claim,
                                    before,
                                    new Fresh(claim.room(), claim.reader(), numbers, at));
                        })
                .filter(Step::isNeeded)
                .toList();
    }

    /** Those of these messages that were unread in a state. */
    SortedSet<Long> unread(ReadState state, SortedSet<Long> numbers) {
        RoomUser who = state.who();
        return state.unread(
                numbers,
                store.archived(Map.of(who, state.doubtful(numbers))).getOrDefault(who, List.of()));
    }

    /**
     * Marks all that a room shows.
     *
     * @param end asked after what was read is known: so no message that was read lies beyond it,
     *     and what was unread is a subtraction
     * @return empty if nothing was unread
     * @throws ProblemException 503 if somebody else was first too often
     */
    Optional<Raised> markAll(RoomUser who, User reader, Supplier<End> end) {
        for (int attempt = 1; ; attempt++) {
            ReadState before = state(store.find(List.of(who)), who);
            End all = end.get();
            long count = all.others() - before.count();
            if (all.number() <= before.upTo() || count <= 0) {
                return Optional.empty();
            }
            Instant at = before.notBeforeTheLast(now());
            ReadState after = before.upTo(all.number(), all.others(), at);
            if (replace(List.of(new Replacement(before, after, reader)), attempt).isEmpty()) {
                metrics.marked(count);
                return Optional.of(new Raised(before, all, count, at));
            }
        }
    }

    /**
     * Replaces states. The oldest ranges of those that hold too many go to the archive before that,
     * and only ranges that are stored: what is about to be stored may yet be refused.
     *
     * @return those that somebody else replaced first
     */
    private Set<RoomUser> replace(List<Replacement> replacements, int attempt) {
        var archived = new HashMap<RoomUser, List<ReadRange>>();
        var trimmed = new ArrayList<Replacement>(replacements.size());
        for (Replacement each : replacements) {
            List<ReadRange> surplus = each.before().surplus(properties.recentRanges());
            archived.put(each.before().who(), surplus);
            trimmed.add(
                    new Replacement(each.before(), each.after().without(surplus), each.reader()));
        }
        store.archive(archived);
        Set<RoomUser> lost = store.replace(trimmed);
        metrics.lost(lost.size());
        if (!lost.isEmpty() && attempt >= properties.attempts()) {
            throw ProblemException.unavailable(
                    "The same messages are being marked many times at once; try again.",
                    RETRY_AFTER);
        }
        return lost;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ReadState state(Map<RoomUser, ReadState> states, RoomUser who) {
        return states.getOrDefault(who, ReadState.nothing(who));
    }
}
