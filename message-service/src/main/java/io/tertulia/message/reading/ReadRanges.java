package io.tertulia.message.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * How ranges are written, in both collections alike: field {@code ranges}, an array of {@code
 * from}, {@code to} and {@code at}, oldest first.
 */
final class ReadRanges {

    static final String FIELD = "ranges";

    private ReadRanges() {}

    static List<Document> write(Collection<ReadRange> ranges) {
        return ranges.stream()
                .map(
                        range ->
                                new Document("from", range.from())
                                        .append("to", range.to())
                                        .append("at", Date.from(range.at())))
                .toList();
    }

    static List<ReadRange> read(Document document) {
        return document.getList(FIELD, Document.class, List.of()).stream()
                .map(
                        each ->
                                new ReadRange(
                                        each.getLong("from"),
                                        each.getLong("to"),
                                        each.getDate("at").toInstant()))
                .toList();
    }

    /**
     * Fits arrays with a range that covers a number. As a projection it leaves of an array only the
     * first such range, which is the one that tells when the message was read.
     */
    static Document covering(long number) {
        return new Document(
                "$elemMatch",
                new Document("from", new Document("$lte", number))
                        .append("to", new Document("$gte", number)));
    }

    /** The time of the first range that a projection has left. */
    static Optional<Instant> firstTime(Document document) {
        return read(document).stream().map(ReadRange::at).findFirst();
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
