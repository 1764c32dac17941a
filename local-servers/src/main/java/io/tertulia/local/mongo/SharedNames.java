package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the documents of a collection share the names of their fields. The wire decoder makes a new
 * string of each name of each document, which was a quarter of the heap in a database of 135,000
 * messages. Guarded by the collection's monitor.
 */
final class SharedNames {

    /** Names that come from data, such as emoji, must not be kept without end. */
    private static final int MOST = 2048;

    private final Map<String, String> names = new HashMap<>();

    /** An equal document; what it holds besides documents and names is the same. */
    Document in(Document document) {
        var sharing = new Document();
        document.forEach((name, value) -> sharing.put(shared(name), in(value)));
        return sharing;
    }

    private @Nullable Object in(@Nullable Object value) {
        return switch (value) {
            case Document document -> in(document);
            case List<?> list when list.stream().anyMatch(Document.class::isInstance) -> in(list);
            case null, default -> value;
        };
    }

    private List<@Nullable Object> in(List<?> list) {
        var sharing = new ArrayList<@Nullable Object>(list.size());
        list.forEach(each -> sharing.add(in(each)));
        return sharing;
    }

    private String shared(String name) {
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        if (names.size() < MOST) {
            names.put(name, name);
        }
        return name;
    }
}
