package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index whose values documents may share, kept in order: what the stock server takes note of and
 * ignores. It is asked by {@link IndexScan}, never by the stock server, which knows unique indexes
 * only. The collection's monitor guards it.
 */
final class OrderedIndex extends Index<Integer> {

    private static final ValueComparator VALUES = ValueComparator.ascWithoutListHandling();
    private static final Object MISSING = Missing.getInstance();

    /** With more places for each document an index needs more memory than what it leads to. */
    private static final int MOST_PLACES = 8;

    /** So many places may be kept in any case. */
    private static final int FEW_PLACES = 1_000;

    private final NavigableMap<Place, Integer> positions = new TreeMap<>(this::compare);

    private final PlainKeys plain;

    /** Whether a value ever was an array, which gives a document several places or a queer one. */
    private boolean hasArrays;

    private int documents;
    private boolean isGivenUp;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        plain = new PlainKeys(keys());
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        KeyValue key = plain.of(document);
        return key == null ? super.getKeyValues(document) : Set.of(key);
    }

    /**
     * A place in the order: a document's, with all values and then its id, or one before or after
     * all documents that begin with some values.
     *
     * @param edge −1 before, 1 after; 0 for a document's
     */
    record Place(List<Object> values, int edge) {

        static Place before(List<Object> values) {
            return new Place(values, -1);
        }

        static Place after(List<Object> values) {
            return new Place(values, 1);
        }
    }

    /** The documents' positions between two places, in order or backwards. */
    NavigableMap<Place, Integer> between(Place from, Place to, boolean isBackwards) {
        if (compare(from, to) >= 0) {
            return Collections.emptyNavigableMap();
        }
        NavigableMap<Place, Integer> part = positions.subMap(from, true, to, true);
        return isBackwards ? part.descendingMap() : part;
    }

    /** Whether each document has the one place that its values give it. */
    boolean isPlain() {
        return !hasArrays;
    }

    /** Whether it is empty for ever, because its documents have long arrays. */
    boolean isGivenUp() {
        return isGivenUp;
    }

    /** One that is given up counts as sparse: the parent accepts that a document is not in it. */
    @Override
    protected boolean isSparse() {
        return isGivenUp || super.isSparse();
    }

    /** Whether documents without any of the values are not in it. */
    boolean leavesSomeOut() {
        return isSparse();
    }

    private int compare(Place one, Place other) {
        return compare(one, other, 0);
    }

    /** Compares two places as if the keys before this one did not exist. */
    int compare(Place one, Place other, int firstKey) {
        List<IndexKey> keys = getKeys();
        int common = Math.min(one.values().size(), other.values().size());
        for (int i = firstKey; i < common; i++) {
            int order = compare(one.values().get(i), other.values().get(i));
            if (order != 0) {
                return i >= keys.size() || keys.get(i).isAscending() ? order : -order;
            }
        }
        return Integer.compare(one.edge(), other.edge());
    }

    private static int compare(Object one, Object other) {
        // Most values are of these, and the stock comparator looks for their kind in a list first.
        if (one instanceof String a && other instanceof String b) {
            return a.compareTo(b);
        }
        if (one instanceof Instant a && other instanceof Instant b) {
            return a.compareTo(b);
        }
        if (one instanceof Double a && other instanceof Double b) {
            // As numbers are kept here, whatever kind they were. Adding makes 0 of −0.
            return Double.compare(a + 0.0, b + 0.0);
        }
        int order = VALUES.compare(one, other);
        // It compares numbers as doubles, which cannot tell large whole ones apart.
        return order == 0 && one instanceof Number a && other instanceof Number b
                ? Long.compare(a.longValue(), b.longValue())
                : order;
    }

    private List<Place> places(Document document) {
        return places(document, getKeyValues(document));
    }

    /** For an array there is one for each element, and for an empty one as if it were missing. */
    private List<Place> places(Document document, Set<KeyValue> found) {
        Object id = Objects.requireNonNull(document.get("_id"));
        Set<KeyValue> keys = found.isEmpty() ? Set.of(withoutEmptyArrays(document)) : found;
        var places = new ArrayList<Place>(keys.size());
        for (KeyValue values : keys) {
            if (!isSparse() || !isWithoutValue(values)) {
                places.add(new Place(withId(values, id), 0));
            }
        }
        return places;
    }

    private KeyValue withoutEmptyArrays(Document document) {
        return new KeyValue(
                        keys().stream()
                                .map(key -> Utils.getSubdocumentValueCollectionAware(document, key))
                                .map(value -> value instanceof Collection ? MISSING : value)
                                .toList())
                .normalized();
    }

    private static boolean isWithoutValue(KeyValue values) {
        for (Object value : values) {
            if (!Missing.isNullOrMissing(value)) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> withId(KeyValue values, Object id) {
        var all = new ArrayList<Object>(values.size() + 1);
        values.forEach(value -> all.add(value == null ? MISSING : value));
        all.add(id);
        return all;
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        if (isGivenUp) {
            return;
        }
        Set<KeyValue> values = getKeyValues(document);
        hasArrays |= values.size() != 1;
        places(document, values).forEach(place -> positions.put(place, position));
        documents++;
        if (positions.size() > FEW_PLACES && positions.size() / MOST_PLACES >= documents) {
            isGivenUp = true;
            positions.clear();
        }
    }

    @Override
    public void updateInPlace(
            Document before,
            Document after,
            Integer position,
            MongoCollection<Integer> collection) {
        if (!isGivenUp && !nullAwareEqualsKeys(before, after)) {
            remove(before);
            add(after, position, collection);
        }
    }

    @Override
    public @Nullable Integer remove(Document document) {
        if (isGivenUp) {
            return null;
        }
        Integer position = null;
        documents--;
        for (Place place : places(document)) {
            position = positions.remove(place);
        }
        return position;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        if (!isGivenUp) {
            // Two arrays in one document cannot be indexed, here as in MongoDB: this throws then.
            getKeyValues(document);
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
        checkAdd(after, collection);
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        return null;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        throw new UnsupportedOperationException("IndexScan asks");
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        positions.clear();
    }
}
