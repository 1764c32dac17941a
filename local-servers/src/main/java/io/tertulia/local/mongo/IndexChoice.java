package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a unique index that narrows a query down. The stock server uses one only if the query names
 * the index's fields and no others; here the query may name more, since the documents found are
 * compared with the whole query afterwards anyway.
 */
final class IndexChoice {

    private static final String IN = "$in";
    private static final String EQ = "$eq";

    private IndexChoice() {}

    /** Positions of all documents that can match, and maybe of more; null if no index helps. */
    static @Nullable Set<Integer> candidates(Document query, List<Index<Integer>> indexes) {
        for (Index<Integer> index : indexes) {
            Document part = partFor(index, query);
            if (part != null && index.canHandle(part)) {
                // An index of arrays answers a document once for each element asked for.
                Set<Integer> positions = new LinkedHashSet<>();
                index.getPositions(part).forEach(positions::add);
                return positions;
            }
        }
        return null;
    }

    /** Positions of all documents that match, and of no others; null if no index knows. */
    static @Nullable Set<Integer> matches(Document query, List<Index<Integer>> indexes) {
        for (Index<Integer> index : indexes) {
            Set<Integer> found = index instanceof UniqueIndex unique ? unique.exactly(query) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Document partFor(Index<Integer> index, Document query) {
        Document part = new Document();
        for (IndexKey key : index.getKeys()) {
            String field = key.getKey();
            if (!query.containsKey(field)) {
                return null;
            }
            Object wanted = plainValue(query.get(field));
            if (!canBeLookedUp(wanted)) {
                return null;
            }
            part.put(field, wanted);
        }
        return part;
    }

    private static @Nullable Object plainValue(@Nullable Object wanted) {
        if (wanted instanceof Document expression
                && expression.size() == 1
                && expression.containsKey(EQ)) {
            return expression.get(EQ);
        }
        return wanted;
    }

    /**
     * The index knows values, and elements of arrays; what it answers about whole arrays, patterns,
     * and a list with null in it (a sparse index has no entry for that) is less than what matches.
     */
    private static boolean canBeLookedUp(@Nullable Object wanted) {
        if (wanted instanceof Document expression && expression.containsKey(IN)) {
            return expression.get(IN) instanceof Collection<?> values
                    && values.stream().allMatch(v -> v != null && isValue(v));
        }
        return isValue(wanted);
    }

    private static boolean isValue(@Nullable Object wanted) {
        return !(wanted instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(wanted);
    }
}
