package io.tertulia.realtime.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.realtime.Typing;
import io.tertulia.realtime.ManualClock;
import io.tertulia.test.People;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TypingTrackerTests {

    private final ManualClock clock = new ManualClock();
    private final TypingTracker tracker =
            new TypingTracker(new TypingProperties(Duration.ofSeconds(6), 2, 5, 10), clock);
    private final UUID room = UUID.randomUUID();
    private final User ana = People.someone("Ana");
    private final User ben = People.someone("Ben");

    @Test
    void endsTypingThatNobodyRenews() {
        tracker.on(room, new Typing(ana, true));
        clock.pass(Duration.ofSeconds(4));
        tracker.on(room, new Typing(ben, true));
        tracker.on(room, new Typing(ana, true));
        clock.pass(Duration.ofSeconds(5));
        assertThat(tracker.expire()).isEmpty();
        clock.pass(Duration.ofSeconds(1));

        assertThat(tracker.expire())
                .containsExactly(
                        new TypingTracker.Stopped(room, ben), new TypingTracker.Stopped(room, ana));
        assertThat(tracker.expire()).isEmpty();
    }

    @Test
    void forgetsWhoStops() {
        tracker.on(room, new Typing(ana, true));

        assertThat(tracker.on(room, new Typing(ana, false))).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(tracker.expire()).isEmpty();
    }

    @Test
    void showsNoMoreThanItCanEnd() {
        assertThat(tracker.on(room, new Typing(ana, true))).isTrue();
        assertThat(tracker.on(room, new Typing(ben, true))).isTrue();

        assertThat(tracker.on(room, new Typing(People.someone("Cleo"), true))).isFalse();
        assertThat(tracker.on(room, new Typing(ana, true))).isTrue();
    }
}
