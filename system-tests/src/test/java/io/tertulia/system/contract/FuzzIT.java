package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.SharedTertulia;
import io.tertulia.system.TertuliaProcess;
import io.tertulia.system.contract.FuzzRequest.Expectation;
import io.tertulia.system.contract.RestDocument.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever is sent to an operation of the document, the answer is one that the document
 * names, in the form that it says, and never a fault of ours.
 *
 * <p>Method: requests are made out of the document, half of them with one thing wrong. The seed is
 * the same each time, so that a failure belongs to the change that brought it; {@code -Dfuzz.seed=}
 * gives other requests, {@code -Dfuzz.requests=} and {@code -Dfuzz.seconds=} more.
 */
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60));

    private static final int PEOPLE = 4;
    private static final int REQUESTS_OF_A_WORLD = 400;
    private static final int MOST_SHOWN = 30;

    /** What many at once would lock out: everybody here comes from the same address. */
    private static final Map<String, Integer> AT_MOST =
            Map.of("login", 40, "register", 40, "refresh", 60, "logout", 60);

    private static final Set<Integer> FORM = Set.of(400, 413, 415);

    private final TertuliaProcess tertulia = SharedTertulia.get();
    private final RestDocument document = RestDocument.get();
    private final AnswerCheck check = new AnswerCheck(document);
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final RequestMaker maker = new RequestMaker(document, random);
    private final Spoiler spoiler = new Spoiler(document, random);
    private final RawHttp http = new RawHttp("127.0.0.1", tertulia.uri("/").getPort());
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();

    @Test
    void everyAnswerIsOneThatTheDocumentNames() {
        List<World> worlds = new ArrayList<>(World.of(tertulia, PEOPLE));
        Instant end = Instant.now().plus(TIME);
        int done = 0;
        while (done < REQUESTS && Instant.now().isBefore(end)) {
            int turn = done % PEOPLE;
            if (done / PEOPLE % REQUESTS_OF_A_WORLD == REQUESTS_OF_A_WORLD - 1) {
                worlds.set(turn, worlds.get(turn).renewed());
            }
            attempt(next(worlds.get(turn)));
            done++;
        }
        System.out.printf("fuzz.seed=%d, %d requests: %s%n", SEED, done, sent);
        assertThat(failures.values()).as("with -Dfuzz.seed=%d", SEED).isEmpty();
        assertThat(accepted)
                .as("what was well-formed was also carried out")
                .containsAll(document.operations().stream().map(Operation::id).toList());
    }

    private FuzzRequest next(World world) {
        List<Operation> operations =
                document.operations().stream()
                        .filter(
                                each ->
                                        sent.getOrDefault(each.id(), 0)
                                                < AT_MOST.getOrDefault(
                                                        each.id(), Integer.MAX_VALUE))
                        .toList();
        FuzzRequest good = maker.make(operations.get(random.nextInt(operations.size())), world);
        return random.nextBoolean() ? good : spoiler.spoil(good, world);
    }

    private void attempt(FuzzRequest request) {
        String id = request.operation().id();
        sent.merge(id, 1, Integer::sum);
        try {
            AnswerCheck.Seen answer = http.send(request.head(), request.body());
            if (answer.status() == 429) {
                long seconds = Long.parseLong(answer.header("retry-after"));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.min(seconds, 5)));
            }
            if (answer.status() < 300 && request.isUnspoiled()) {
                accepted.add(id);
            }
            objections(request, answer).forEach(wrong -> fail(request, answer, wrong));
        } catch (IOException e) {
            failures.put(id + e, "no answer: %s\n%s".formatted(e, request));
        }
    }

    private List<String> objections(FuzzRequest request, AnswerCheck.Seen answer) {
        int status = answer.status();
        if (status >= 500) {
            return List.of("a fault");
        }
        if (request.tolerated().contains(status)) {
            return check.problemObjections(answer);
        }
        var wrong = new ArrayList<>(check.objections(request.operation(), answer));
        if (request.expectation() == Expectation.REFUSED && status < 400) {
            wrong.add("it was not refused");
        }
        if (request.expectation() == Expectation.WELL_FORMED && FORM.contains(status)) {
            wrong.add("its form was refused");
        }
        return wrong;
    }

    private void fail(FuzzRequest request, AnswerCheck.Seen answer, String wrong) {
        String key = "%s %d %s".formatted(request.operation().id(), answer.status(), wrong);
        if (failures.size() < MOST_SHOWN) {
            failures.putIfAbsent(
                    key,
                    "%s\n%s\n  → %d %s\n"
                            .formatted(wrong, request, answer.status(), answer.body()));
        }
    }
}
