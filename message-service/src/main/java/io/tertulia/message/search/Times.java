package io.tertulia.message.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads ISO-8601 times as people write them. */
final class Times {

    /** There is no chat before the first one and none after this one. */
    private static final int FIRST_YEAR = 1;

    private static final int LAST_YEAR = 9_999;

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .optionalEnd()
                    .optionalEnd()
                    .toFormatter(Locale.ROOT)
                    // Otherwise the 31st of June would be taken for the 30th.
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withChronology(IsoChronology.INSTANCE);

    private Times() {}

    /** The moment that is meant: without an offset in UTC, without a time midnight. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(
                            ISO.parseBest(
                                    text,
                                    OffsetDateTime::from,
                                    LocalDateTime::from,
                                    LocalDate::from))
                    .map(Times::moment)
                    .filter(each -> isSensible(each))
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime moment(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime moment) {
            return moment;
        }
        return parsed instanceof LocalDateTime local
                ? local.atOffset(ZoneOffset.UTC)
                : LocalDate.from(parsed).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static boolean isSensible(OffsetDateTime moment) {
        return moment.getYear() >= FIRST_YEAR && moment.getYear() <= LAST_YEAR;
    }
}
