package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an index wants to know of a document, in the common case that no list is on the way to
 * it. The stock server's way is right for all documents, and takes each path apart by a regular
 * expression for each of them: a quarter of the embedded database's time went there in a profile of
 * many messages (the scenario {@code I} of the benchmarks).
 */
final class PlainKeys {

    private final List<String[]> paths;

    PlainKeys(List<String> keys) {
        paths = keys.stream().map(key -> key.split("\\.", -1)).toList();
    }

    /** Null where a list is on the way, or is the value: then the stock server must be asked. */
    @Nullable KeyValue of(Document document) {
        var values = new @Nullable Object[paths.size()];
        boolean isNormal = true;
        for (int i = 0; i < values.length; i++) {
            Object value = document;
            for (String name : paths.get(i)) {
                if (value instanceof Collection) {
                    return null;
                }
                value = value instanceof Document inner ? inner.getOrMissing(name) : null;
            }
            if (value instanceof Collection) {
                return null;
            }
            values[i] = Missing.isNullOrMissing(value) ? null : value;
            isNormal &= values[i] == null || value instanceof String;
        }
        var key = new KeyValue(values);
        return isNormal ? key : key.normalized();
    }
}
