package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Several instances mark for the same person at once. */
@Timeout(120)
class ConcurrentReadsTests {

    private static final int MESSAGES = 300;

    private final ReadsStage stage = new ReadsStage();

    @AfterEach
    void close() {
        stage.close();
    }

    /** One instance: marks every message, in an order of its own; says which were new, and when. */
    private Callable<Map<Long, Instant>> singles(int seed) {
        ReadLedger own = stage.ledger(new ReadStore(stage.database), 16);
        return () -> {
            var numbers = new ArrayList<>(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
            Collections.shuffle(numbers, new Random(seed));
            var fresh = new HashMap<Long, Instant>();
            for (long number : numbers) {
                own.mark(List.of(ReadsStage.claim(stage.room, stage.ana, number)))
                        .values()
                        .forEach(each -> each.numbers().forEach(one -> fresh.put(one, each.at())));
            }
            return fresh;
        };
    }

    private static <T> List<T> together(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
        }
        return results;
    }

    @RepeatedTest(3)
    void nothingIsLostAndNothingCountsTwice() throws InterruptedException, ExecutionException {
        stage.say(MESSAGES, stage.bob);

        List<Map<Long, Instant>> fresh = together(List.of(singles(1), singles(2), singles(3)));

        var all = new HashMap<Long, Instant>();
        fresh.forEach(all::putAll);
        assertThat(fresh.stream().mapToInt(Map::size).sum()).isEqualTo(MESSAGES);
        assertThat(all).hasSize(MESSAGES);
        assertThat(stage.state(stage.ana).count()).isEqualTo(MESSAGES);
        assertThat(stage.unread(stage.ana)).isZero();
        assertThat(stage.meters.counter("chat.message.reads.conflicts").count()).isPositive();
        all.forEach(
                (number, at) ->
                        assertThat(stage.readers(number)).containsEntry(stage.ana.id(), at));
    }

    @RepeatedTest(3)
    void markingAllMeetsSingles() throws InterruptedException, ExecutionException {
        stage.say(MESSAGES, stage.bob);
        ReadLedger other = stage.ledger(new ReadStore(stage.database), 16);

        List<Long> counts =
                together(
                        List.of(
                                () -> (long) singles(1).call().size(),
                                () -> (long) singles(2).call().size(),
                                () -> (long) stage.mark(other, MESSAGES / 2),
                                () -> stage.markAll(other)));

        assertThat(stage.state(stage.ana).count()).isEqualTo(MESSAGES);
        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(MESSAGES);
    }
}
