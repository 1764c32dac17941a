package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import io.tertulia.local.mongo.OrderedIndex.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A walk along a part of an ordered index that holds all documents that can match a query, and
 * maybe more: they are compared with the whole query afterwards.
 *
 * @param starts the values that all documents of a stretch begin with; one stretch for each
 * @param fixed how many of the index's keys these are
 * @param range what is asked of the key after these; null for nothing
 */
record IndexScan(OrderedIndex index, List<List<Object>> starts, int fixed, @Nullable Range range) {

    /** Beyond so many stretches looking at all documents is no worse. */
    private static final int MOST_STRETCHES = 10_000;

    /** Beyond so many stretches sorting what was found is no worse than merging them. */
    private static final int MOST_MERGED = 1_000;

    /** A comparison with values; a bound that is null is open. */
    private record Range(@Nullable Object from, @Nullable Object to) {}

    /** The walk that looks at the fewest documents, as far as can be told; null if none helps. */
    static @Nullable IndexScan best(
            Document query, @Nullable Document orderBy, List<Index<Integer>> indexes) {
        return indexes.stream()
                .filter(OrderedIndex.class::isInstance)
                .map(OrderedIndex.class::cast)
                .filter(index -> !index.isGivenUp())
                .map(index -> of(index, query))
                .filter(scan -> scan.conditions() > 0 || scan.isWholeInOrder(orderBy))
                .max(
                        Comparator.comparingInt(IndexScan::conditions)
                                .thenComparing(scan -> scan.isInOrder(orderBy)))
                .orElse(null);
    }

    private static IndexScan of(OrderedIndex index, Document query) {
        List<List<Object>> starts = List.of(List.of());
        int fixed = 0;
        for (IndexKey key : index.getKeys()) {
            List<Object> values = values(query.get(key.getKey()));
            if (values.isEmpty() || (long) values.size() * starts.size() > MOST_STRETCHES) {
                break;
            }
            starts = longer(starts, values);
            fixed++;
        }
        Range range =
                fixed == index.getKeys().size()
                        ? null
                        : range(query.get(index.getKeys().get(fixed).getKey()));
        return new IndexScan(index, starts, fixed, range);
    }

    private static List<List<Object>> longer(List<List<Object>> starts, List<Object> values) {
        return starts.stream()
                .flatMap(
                        start ->
                                values.stream()
                                        .map(
                                                value -> {
                                                    var next = new ArrayList<>(start);
                                                    next.add(value);
                                                    return (List<Object>) next;
                                                }))
                .toList();
    }

    /** The values one of which a field must have; empty if the query does not say. */
    private static List<Object> values(@Nullable Object wanted) {
        if (wanted instanceof Document expression) {
            Object value = expression.get("$eq");
            if (isComparable(value)) {
                return List.of(Objects.requireNonNull(value));
            }
            return expression.get("$in") instanceof Collection<?> some
                            && some.stream().allMatch(IndexScan::isComparable)
                    ? some.stream().<Object>map(Objects::requireNonNull).distinct().toList()
                    : List.of();
        }
        return isComparable(wanted) ? List.of(Objects.requireNonNull(wanted)) : List.of();
    }

    private static @Nullable Range range(@Nullable Object wanted) {
        if (!(wanted instanceof Document expression)) {
            return null;
        }
        Object from = bound(expression, "$gt", "$gte");
        Object to = bound(expression, "$lt", "$lte");
        return from == null && to == null ? null : new Range(from, to);
    }

    /** Whether a bound belongs to the range makes no difference here. */
    private static @Nullable Object bound(Document expression, String one, String other) {
        Object value = expression.containsKey(one) ? expression.get(one) : expression.get(other);
        return isComparable(value) ? value : null;
    }

    /** Null also means missing, a list also its elements, and a document may be an operator. */
    private static boolean isComparable(@Nullable Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value);
    }

    private int conditions() {
        return 2 * fixed + (range == null ? 0 : 1);
    }

    /** Whether it is worth while without a condition: it spares the sorting. */
    private boolean isWholeInOrder(@Nullable Document orderBy) {
        return !index.leavesSomeOut() && isInOrder(orderBy);
    }

    /** Whether the walk meets the documents in the order asked for. */
    boolean isInOrder(@Nullable Document orderBy) {
        return orderBy != null && !orderBy.isEmpty() && direction(orderBy) != 0;
    }

    /** 1 if the index is in the order asked for, −1 if it is in the opposite one, else 0. */
    private int direction(Document orderBy) {
        List<IndexKey> keys = index.getKeys();
        if (!index.isPlain()
                || starts.size() > MOST_MERGED
                || fixed + orderBy.size() > keys.size()) {
            return 0;
        }
        int direction = 0;
        int place = fixed;
        for (var wanted : orderBy.entrySet()) {
            IndexKey key = keys.get(place++);
            int each = wanted.getValue() instanceof Number n ? Integer.signum(n.intValue()) : 0;
            int here = key.isAscending() ? each : -each;
            if (!key.getKey().equals(wanted.getKey()) || (direction != 0 && direction != here)) {
                return 0;
            }
            direction = here;
        }
        return direction;
    }

    /** Whether exactly the documents on the way match: nothing else is asked for. */
    boolean isExact(Document query) {
        return index.isPlain() && query.size() == fixed && isPlain(query);
    }

    private static boolean isPlain(Document query) {
        return query.values().stream().allMatch(IndexScan::isComparable);
    }

    /** Positions in the order that was asked for; call it only if {@link #isInOrder}. */
    Stream<Integer> inOrder(Document orderBy) {
        boolean isBackwards = direction(orderBy) < 0;
        if (starts.size() == 1) {
            return stretch(starts.getFirst(), isBackwards).values().stream();
        }
        Comparator<Place> order = (one, other) -> index.compare(one, other, fixed);
        return MergedStretches.of(
                starts.stream().map(start -> stretch(start, isBackwards)).toList(),
                isBackwards ? order.reversed() : order);
    }

    /** Each position once, in the order in which the documents came. */
    Stream<Integer> positions() {
        var positions = new BitSet();
        starts.forEach(start -> stretch(start, false).values().forEach(positions::set));
        return positions.stream().boxed();
    }

    private NavigableMap<Place, Integer> stretch(List<Object> start, boolean isBackwards) {
        Place from = Place.before(start);
        Place to = Place.after(start);
        if (range != null) {
            boolean isAscending = index.getKeys().get(fixed).isAscending();
            Object low = isAscending ? range.from() : range.to();
            Object high = isAscending ? range.to() : range.from();
            from = low == null ? from : Place.before(with(start, low));
            to = high == null ? to : Place.after(with(start, high));
        }
        return index.between(from, to, isBackwards);
    }

    private static List<Object> with(List<Object> start, Object value) {
        var longer = new ArrayList<>(start);
        longer.add(value);
        return longer;
    }
}
