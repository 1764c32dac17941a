package io.tertulia.message.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageNameTests {

    private static final Instant AT = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1:0",
        "1023, 1024, 1:0 1:1",
        "1, 2047, 1:0 1:1",
        "1, 2048, 2:0",
        "1000, 1048575, 2:0",
        "1048575, 1050000, 2:0 2:1",
        "1, 3000000, 3:0",
        "1, 99000000000, 3:0 3:92",
    })
    void aRangeGoesToTheLowestLevelAtWhichItTouchesTwoPages(long from, long to, String pages) {
        List<String> names =
                PageName.of(new ReadRange(from, to, AT)).stream().map(PageName::text).toList();

        assertThat(names.getFirst() + (names.size() > 1 ? " " + names.getLast() : ""))
                .isEqualTo(pages);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1100", "1, 5000", "1048000, 1049000", "5, 3000000"})
    void everyMessageOfARangeIsFoundAroundIt(long from, long to) {
        var range = new ReadRange(from, to, AT);

        for (long number : new long[] {from, (from + to) / 2, to}) {
            assertThat(PageName.of(range))
                    .filteredOn(page -> PageName.around(number).contains(page))
                    .anyMatch(page -> page.cut(range).covers(number));
        }
        assertThat(PageName.of(range))
                .noneMatch(page -> page.cut(range).covers(from - 1))
                .noneMatch(page -> page.cut(range).covers(to + 1));
    }

    @Test
    void rangesCoverExactlyTheNumbers() {
        assertThat(ReadRange.of(new TreeSet<>(List.of(9L, 1L, 2L, 3L, 7L)), AT))
                .containsExactly(
                        new ReadRange(1, 3, AT), new ReadRange(7, 7, AT), new ReadRange(9, 9, AT));
        assertThat(ReadRange.of(new TreeSet<>(), AT)).isEmpty();
    }
}
