package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Set;

/** The stock server's index of values that documents may not share; see {@link PlainKeys}. */
final class UniqueIndex extends MemoryUniqueIndex {

    private final PlainKeys plain;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        plain = new PlainKeys(keys());
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        KeyValue key = plain.of(document);
        return key == null ? super.getKeyValues(document) : Set.of(key);
    }
}
