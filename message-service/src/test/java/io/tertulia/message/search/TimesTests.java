package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T10:00:00Z, 2026-01-02T10:00:00Z",
        "2026-01-02t10:00:00.123z, 2026-01-02T10:00:00.123Z",
        "2026-01-02T10:00:00+02:00, 2026-01-02T08:00:00Z",
        "2026-01-02T10:00, 2026-01-02T10:00:00Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
    })
    void readsTimesAndDays(String text, Instant meant) {
        assertThat(Times.parse(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-06-31",
                "2026-13-01",
                "2026-01-02 10:00:00",
                "2026-01-02T25:00:00Z",
                "2026-01-02T10:00:00 02:00",
                "+999999999-01-01T00:00:00Z",
                "-0001-01-01",
                "1767348000",
            })
    void refusesWhatIsNone(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
