package io.tertulia.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyPeriodTests {

    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void isTheSameForAllMomentsInIt() {
        KeyPeriod period = KeyPeriod.at(Instant.parse("2030-06-15T12:34:56Z"), MONTH);

        assertThat(KeyPeriod.at(period.start(), MONTH)).isEqualTo(period);
        assertThat(KeyPeriod.at(period.end().minusNanos(1), MONTH)).isEqualTo(period);
        assertThat(KeyPeriod.at(period.end(), MONTH)).isEqualTo(period.next());
        assertThat(Duration.between(period.start(), period.end())).isEqualTo(MONTH);
    }

    @Test
    void isAnotherWhenTheRotationChanges() {
        Instant epoch = Instant.EPOCH;

        assertThat(KeyPeriod.at(epoch, MONTH).id())
                .isNotEqualTo(KeyPeriod.at(epoch, Duration.ofDays(7)).id());
    }

    @Test
    void wantsTheNextKeyAheadButNeverForMostOfItsTime() {
        KeyPeriod month = KeyPeriod.at(Instant.parse("2030-06-15T00:00:00Z"), MONTH);
        assertThat(month.isNextDue(month.end().minus(Duration.ofMinutes(61)))).isFalse();
        assertThat(month.isNextDue(month.end().minus(Duration.ofMinutes(60)))).isTrue();

        Duration hour = Duration.ofHours(1);
        KeyPeriod brief = KeyPeriod.at(Instant.parse("2030-06-15T00:00:00Z"), hour);
        assertThat(brief.isNextDue(brief.end().minus(Duration.ofMinutes(16)))).isFalse();
        assertThat(brief.isNextDue(brief.end().minus(Duration.ofMinutes(15)))).isTrue();
    }
}
