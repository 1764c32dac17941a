package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stock server's index of values that documents may not share; see {@link PlainKeys}. */
final class UniqueIndex extends MemoryUniqueIndex {

    private final PlainKeys plain;

    /** Empty where there are several, or parts of one: which queries {@link #exactly} leaves. */
    private final String field;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        plain = new PlainKeys(keys());
        String first = keys.getFirst().getKey();
        field = keys.size() == 1 && !first.contains(".") ? first : "";
    }

    /**
     * The positions of those documents that match a query for one text or for some, and of no
     * others; null for any other query. What the index knows by a text is that text or a list with
     * it, and both are what the query asks for: nobody has to compare them again.
     */
    @Nullable Set<Integer> exactly(Document query) {
        Collection<String> texts = query.size() == 1 ? texts(query.get(field)) : null;
        if (texts == null) {
            return null;
        }
        Set<Integer> positions = new LinkedHashSet<>();
        for (String text : texts) {
            Integer position = getPosition(new KeyValue(text));
            if (position != null) {
                positions.add(position);
            }
        }
        return positions;
    }

    /** Each once, in the order of the index; null if it is not only texts that are asked for. */
    private static @Nullable Collection<String> texts(@Nullable Object wanted) {
        if (wanted instanceof String text) {
            return List.of(text);
        }
        if (!(wanted instanceof Document expression
                && expression.size() == 1
                && expression.get("$in") instanceof Collection<?> values)) {
            return null;
        }
        var texts = new TreeSet<String>();
        for (Object value : values) {
            if (!(value instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    /**
     * The parent looks at a new document twice, by the slow way both times. What the index does not
     * know is no duplicate; whatever else there may be to say is the parent's to say.
     */
    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
        KeyValue key = plain.of(document);
        if (key == null || getPosition(key) != null) {
            super.checkAdd(document, collection);
        }
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        KeyValue key = plain.of(document);
        return key == null ? super.getKeyValues(document) : Set.of(key);
    }
}
