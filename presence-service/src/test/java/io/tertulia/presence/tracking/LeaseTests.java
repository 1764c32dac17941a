package io.tertulia.presence.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tertulia.events.Envelope;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.User;
import io.tertulia.events.realtime.ConnectionLease;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTests {

    private static final Instant NOW = Instant.parse("2026-11-05T18:00:00.123456Z");
    private static final PresenceProperties PROPERTIES =
            new PresenceProperties(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    10,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    3);

    private final User ana = People.someone("Ana");

    @Test
    void endsItsTimeToLiveAfterItWasSent() {
        Lease lease = lease(NOW, "a", 30_000);

        assertThat(lease.sentAt()).isEqualTo("2026-11-05T18:00:00.123Z");
        assertThat(lease.expiresAt()).isEqualTo("2026-11-05T18:00:30.123Z");
        assertThat(lease.isSilentAt(lease.expiresAt())).isTrue();
        assertThat(lease.isSilentAt(lease.expiresAt().minusMillis(1))).isFalse();
    }

    @Test
    void lastsNoLongerWhenTheSendersClockIsAhead() {
        assertThat(lease(NOW.plusSeconds(3600), "a", 30_000)).isEqualTo(lease(NOW, "a", 30_000));
    }

    @Test
    void lastsNoLongerThanTheLongest() {
        assertThat(lease(NOW, "a", Long.MAX_VALUE).expiresAt())
                .isEqualTo("2026-11-05T18:05:00.123Z");
    }

    @Test
    void looksAtABoundedNumberOfRooms() {
        List<UUID> rooms = Stream.generate(UUID::randomUUID).limit(9).toList();

        assertThat(lease(NOW, ana.id(), new ConnectionLease("a", ana, rooms, 1)).rooms())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1000, the instance's name is empty or too long",
        "'  ', 1000, the instance's name is empty or too long",
        "a, 0, the time to live is not positive",
        "a, -1, the time to live is not positive"
    })
    void refusesWhatCannotBe(String instance, long ttlMillis, String reason) {
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> lease(NOW, instance, ttlMillis))
                .withMessage(reason);
    }

    @Test
    void refusesAnInstanceNameWithoutEnd() {
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> lease(NOW, "a".repeat(201), 1))
                .withMessage("the instance's name is empty or too long");
    }

    @Test
    void refusesAbsurdTimes() {
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(() -> lease(Instant.MIN, "a", 1))
                .withMessage("the lease is more than a day old");
    }

    @Test
    void refusesSomebodyElsesKey() {
        assertThatExceptionOfType(MalformedRecord.class)
                .isThrownBy(
                        () ->
                                lease(
                                        NOW,
                                        UUID.randomUUID(),
                                        new ConnectionLease("a", ana, List.of(), 1)))
                .withMessage("the key is not the user's id");
    }

    private Lease lease(Instant sentAt, String instance, long ttlMillis) {
        return lease(sentAt, ana.id(), new ConnectionLease(instance, ana, List.of(), ttlMillis));
    }

    private static Lease lease(Instant sentAt, UUID key, ConnectionLease data) {
        return Lease.of(new Envelope<>(UUID.randomUUID(), key, 0, sentAt, data), NOW, PROPERTIES);
    }
}
