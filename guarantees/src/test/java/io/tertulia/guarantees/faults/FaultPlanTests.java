package io.tertulia.guarantees.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTests {

    private static final List<FaultKind> KINDS =
            List.of(FaultKind.KILL_BROKER, FaultKind.KILL_MESSAGE, FaultKind.RESTART);

    @Test
    void everyKindComesAsOftenAsItMustBeforeAnyComesByChance() {
        var plan = new FaultPlan(KINDS, 5, new Random(1));

        List<FaultKind> first = Stream.generate(plan::next).limit(15).toList();

        for (FaultKind kind : KINDS) {
            assertThat(Collections.frequency(first, kind)).isEqualTo(5);
        }
        assertThat(plan.isDone()).isTrue();
        assertThat(plan.next()).isIn(KINDS);
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        assertThat(order(3)).isEqualTo(order(3)).isNotEqualTo(order(4));
    }

    private static List<FaultKind> order(long seed) {
        return Stream.generate(new FaultPlan(KINDS, 5, new Random(seed))::next).limit(30).toList();
    }

    @Test
    void whatCouldNotBeBrokenIsStillToCome() {
        var plan = new FaultPlan(KINDS, 1, new Random(1));
        Stream.generate(plan::next).limit(3).forEach(kind -> {});
        assertThat(plan.isDone()).isTrue();

        plan.again(FaultKind.RESTART);

        assertThat(plan.isDone()).isFalse();
        assertThat(plan.next()).isEqualTo(FaultKind.RESTART);
    }

    @Test
    void theLogTellsMedianAndLongest() {
        var log = new FaultLog();
        log.add(FaultKind.KILL_BROKER, Duration.ofSeconds(9));
        log.add(FaultKind.KILL_BROKER, Duration.ofSeconds(1));
        log.add(FaultKind.KILL_BROKER, Duration.ofSeconds(2));

        assertThat(log.lines())
                .containsExactly(
                        new FaultLog.Line(
                                FaultKind.KILL_BROKER,
                                3,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(9)));
        assertThat(log.count()).isEqualTo(3);
        assertThat(log.last()).contains("kill-broker").contains("2.0 s");
    }
}
