package io.tertulia.guarantees.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.guarantees.checker.Verdict;
import io.tertulia.guarantees.checker.Violation;
import io.tertulia.guarantees.faults.FaultLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTests {

    private static final Verdict.Tally TALLY =
            new Verdict.Tally(2_000, 1_990, 1_900, 7, 3, 9_000, 2_100);

    @Test
    void tellsWhatWasTriedAndThatAllWasKept() {
        var kept = new Verdict(Map.of(), List.of(), TALLY);
        var outcome = new Stage.Outcome(Shape.CLUSTER, kept, new FaultLog(), true);

        assertThat(String.join("\n", Report.of(List.of(outcome, outcome))))
                .contains("cluster: tried 2,000, acknowledged 1,990 (1,900 messages)")
                .contains("All together: tried 4,000")
                .contains("0 violations");
        assertThat(outcome.isKept()).isTrue();
    }

    @Test
    void namesEveryKindOfViolationWithExamples() {
        var broken =
                new Verdict(
                        Map.of(Violation.Kind.LOST, 40L),
                        List.of(new Violation(Violation.Kind.LOST, "message 17")),
                        TALLY);
        var outcome = new Stage.Outcome(Shape.ONE_PROCESS, broken, new FaultLog(), true);

        assertThat(String.join("\n", Report.of(List.of(outcome))))
                .contains("VIOLATED 40 times: acknowledged, but not in the room's log (LOST)")
                .contains("LOST: message 17")
                .contains("40 violations");
        assertThat(outcome.isKept()).isFalse();
    }

    @Test
    void whatNeverComesToAnEndIsNoProof() {
        var kept = new Verdict(Map.of(), List.of(), TALLY);
        var outcome = new Stage.Outcome(Shape.CLUSTER, kept, new FaultLog(), false);

        assertThat(outcome.isKept()).isFalse();
        assertThat(String.join("\n", Report.of(List.of(outcome))))
                .contains("Some requests came to no end");
    }
}
