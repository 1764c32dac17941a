package io.tertulia.local.mongo;

import io.tertulia.local.mongo.OrderedIndex.Place;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Several stretches of an index, each in order, as one in order: the newest of many rooms without
 * looking at all that is old in each.
 */
final class MergedStretches implements Iterator<Integer> {

    private final PriorityQueue<Walk> walks;

    private MergedStretches(Comparator<Place> order) {
        walks = new PriorityQueue<>(Comparator.comparing(Walk::place, order));
    }

    /** A stretch as far as nobody has walked it yet. */
    private record Walk(Place place, int position, Iterator<Map.Entry<Place, Integer>> rest) {}

    /** The positions; of those at equal places some come first. */
    static Stream<Integer> of(
            List<NavigableMap<Place, Integer>> stretches, Comparator<Place> order) {
        var merged = new MergedStretches(order);
        stretches.forEach(stretch -> merged.walkOn(stretch.entrySet().iterator()));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED), false);
    }

    private void walkOn(Iterator<Map.Entry<Place, Integer>> rest) {
        if (rest.hasNext()) {
            Map.Entry<Place, Integer> next = rest.next();
            walks.add(new Walk(next.getKey(), next.getValue(), rest));
        }
    }

    @Override
    public boolean hasNext() {
        return !walks.isEmpty();
    }

    @Override
    public Integer next() {
        Walk first = walks.remove();
        walkOn(first.rest());
        return first.position();
    }
}
