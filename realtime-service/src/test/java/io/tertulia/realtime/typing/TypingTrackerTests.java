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
            new TypingTracker(new TypingProperties(Duration.ofSeconds(6), 3, 2, 5, 10), clock);
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
        UUID other = UUID.randomUUID();
        assertThat(tracker.on(other, new Typing(People.someone("Cleo"), true))).isTrue();
        assertThat(tracker.on(room, new Typing(ana, true))).isTrue();
        assertThat(tracker.on(other, new Typing(ben, true))).isTrue();

        assertThat(tracker.on(room, new Typing(ben, true))).isFalse();
        assertThat(tracker.on(room, new Typing(ana, true))).isTrue();
    }

    @Test
    void showsOnlySoManyInOneRoomAtOnceAndTheNextWhenOneStops() {
        User cleo = People.someone("Cleo");
        tracker.on(room, new Typing(ana, true));
        tracker.on(room, new Typing(ben, true));
        assertThat(tracker.on(room, new Typing(cleo, true))).isFalse();
        assertThat(tracker.on(room, new Typing(cleo, false))).isFalse();
        assertThat(tracker.on(UUID.randomUUID(), new Typing(cleo, true))).isTrue();

        tracker.on(room, new Typing(ana, false));
        assertThat(tracker.on(room, new Typing(cleo, true))).isTrue();
        clock.pass(Duration.ofSeconds(7));
        assertThat(tracker.expire()).hasSize(3);
        assertThat(tracker.on(room, new Typing(ana, true))).isTrue();
        assertThat(tracker.on(room, new Typing(ben, true))).isTrue();
        assertThat(tracker.on(room, new Typing(cleo, true))).isFalse();
    }
}
