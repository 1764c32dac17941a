package io.tertulia.realtime.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTermTests {

    private static final long NOW = 1_790_000_000_000L;
    private static final PresenceProperties PROPERTIES =
            new PresenceProperties(
                    Duration.ofSeconds(5), Duration.ofSeconds(15), 200, Duration.ofMinutes(5));

    private static LeaseTerm term(int people, long person) {
        return LeaseTerm.of(PROPERTIES, people, new UUID(0, person), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 15000",
        "1000, 15000",
        "2000, 30000",
        "5000, 75000",
        "20000, 300000",
        "1000000, 300000",
    })
    void lastsLongerTheMorePeopleThereAreUpToTheLongest(int people, long ttl) {
        assertThat(term(people, 1).ttl()).isEqualTo(ttl);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 5_000, 20_000})
    void isRenewedThreeTimesBeforeItEnds(int people) {
        for (int person = 0; person < 200; person++) {
            LeaseTerm term = term(people, person);
            assertThat(3 * term.renewAfter()).isBetween(term.ttl() * 3 / 4, term.ttl());
        }
    }

    @Test
    void isRenewedAtOtherTimesForPeopleWhoCameTogether() {
        assertThat(LongStream.range(0, 64).map(person -> term(500, person).renewAfter()).distinct())
                .hasSizeGreaterThan(50);
    }

    @Test
    void renewsAboutSoManyASecondAsItMay() {
        double perSecond =
                LongStream.range(0, 10_000)
                        .mapToDouble(person -> 1_000.0 / term(10_000, person).renewAfter())
                        .sum();

        assertThat(perSecond).isBetween(200.0, 270.0);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3000, false", "5000, true", "900000, true", "-900000, true"})
    void isOverAfterItsTimeAndWhenTheClockWasSetBack(long later, boolean isOver) {
        assertThat(term(1, 1).isOver(NOW + later)).isEqualTo(isOver);
    }

    @Test
    void isOverWhereNothingWasPublished() {
        assertThat(LeaseTerm.NONE.isOver(NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 15000", "5000, 14999", "-1, 1"})
    void refusesHeartbeatsThatCannotBe(long heartbeat, long ttl) {
        assertThatThrownBy(
                        () ->
                                new PresenceProperties(
                                        Duration.ofMillis(heartbeat),
                                        Duration.ofMillis(ttl),
                                        200,
                                        Duration.ofMinutes(5)))
                .hasMessageContaining("chat.realtime.presence.heartbeat must be at least 1ms");
    }

    @Test
    void staysAsLongAsSetWhereTheLongestIsShorter() {
        var properties =
                new PresenceProperties(
                        Duration.ofSeconds(5), Duration.ofSeconds(15), 1, Duration.ofSeconds(10));

        assertThat(LeaseTerm.of(properties, 100, new UUID(0, 1), NOW).ttl()).isEqualTo(15_000);
    }
}
