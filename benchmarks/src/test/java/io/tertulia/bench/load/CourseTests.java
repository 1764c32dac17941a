package io.tertulia.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CourseTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = -1;

    private final Course course = new Course();

    @Test
    void givesThePercentilesOfWhatWasDueInASpan() {
        seconds(10, 500, 20);

        assertThat(course.millis(99, 0, SECOND)).isCloseTo(10, within(0.1));
        assertThat(course.millis(99, SECOND, 2 * SECOND)).isCloseTo(500, within(1.0));
        assertThat(course.millis(50, 0, 3 * SECOND)).isCloseTo(20, within(0.1));
        assertThat(course.slowestSecondMillis(0, 3 * SECOND)).isCloseTo(500, within(1.0));
        assertThat(course.slowestSecondMillis(2 * SECOND, 3 * SECOND)).isCloseTo(20, within(0.1));
    }

    @Test
    void findsWhenItIsWellAgain() {
        seconds(900, 400, 30, 90, 30, 20, 25, 700);

        assertThat(course.secondsUntil(50, 0, 8 * SECOND)).hasValue(4);
    }

    @Test
    void findsThatItIsWellAtOnce() {
        seconds(1, 2, 3);

        assertThat(course.secondsUntil(50, 0, 3 * SECOND)).hasValue(0);
    }

    @Test
    void findsThatItIsNotWellInTime() {
        seconds(10, 10, 90, 10, 10);

        assertThat(course.secondsUntil(50, 0, 5 * SECOND)).isEmpty();
    }

    @Test
    void takesSilenceForNoGoodSign() {
        seconds(10, 10, NEVER, 10, 10, 10);

        assertThat(course.secondsUntil(50, 0, 6 * SECOND)).hasValue(3);
    }

    /** Two messages in each second that took so many milliseconds. */
    private void seconds(long... millis) {
        for (int i = 0; i < millis.length; i++) {
            if (millis[i] != NEVER) {
                course.add(i * SECOND, millis[i] * 1000);
                course.add(i * SECOND + SECOND / 2, millis[i] * 1000);
            }
        }
    }
}
