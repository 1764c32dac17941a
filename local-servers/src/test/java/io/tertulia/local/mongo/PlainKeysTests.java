package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainKeysTests {

    private static final List<String> KEYS = List.of("a", "b.c", "b.d.e");

    private final List<IndexKey> indexKeys =
            KEYS.stream().map(key -> new IndexKey(key, true)).toList();
    private final PlainKeys plain = new PlainKeys(KEYS);

    @Test
    void agreesWithTheStockServerOnAnyDocument() {
        var stock = new MemoryUniqueIndex("stock", indexKeys, false);
        var ours = new UniqueIndex("ours", indexKeys, false);
        var ordered = new OrderedIndex("ordered", indexKeys, false);
        var random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            Document document = document(random, i % 2 == 0);
            var expected = answer(() -> stock.getKeyValues(document));

            assertThat(answer(() -> ours.getKeyValues(document)))
                    .as("%s", document)
                    .isEqualTo(expected);
            assertThat(answer(() -> ordered.getKeyValues(document)))
                    .as("%s", document)
                    .isEqualTo(expected);
            read += plain.of(document) == null ? 0 : 1;
        }
        assertThat(read).as("documents that were read").isGreaterThan(10_000);
    }

    @Test
    void leavesListsToTheStockServer() {
        assertThat(plain.of(new Document("a", List.of("x")))).isNull();
        assertThat(plain.of(new Document("b", List.of(new Document("c", 1))))).isNull();
        assertThat(plain.of(new Document("b", new Document("d", List.of())))).isNull();
    }

    /** What is returned, or what the refusal says. */
    private static Object answer(Callable<Object> question) {
        try {
            return question.call();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static Document document(Random random, boolean hasLists) {
        var document = new Document("_id", random.nextInt());
        if (random.nextInt(5) > 0) {
            document.put("a", value(random, hasLists));
        }
        document.put(
                "b", random.nextInt(5) > 0 ? inner(random, hasLists) : value(random, hasLists));
        return document;
    }

    private static Object inner(Random random, boolean hasLists) {
        var inner = new Document();
        if (random.nextInt(4) > 0) {
            inner.put("c", value(random, hasLists));
        }
        if (random.nextInt(4) > 0) {
            inner.put(
                    "d",
                    random.nextBoolean()
                            ? new Document("e", value(random, hasLists))
                            : value(random, hasLists));
        }
        return hasLists && random.nextInt(4) == 0 ? List.of(inner, inner.clone()) : inner;
    }

    private static @Nullable Object value(Random random, boolean hasLists) {
        return switch (random.nextInt(hasLists ? 9 : 8)) {
            case 0 -> null;
            case 1 -> random.nextInt(3);
            case 2 -> random.nextLong();
            case 3 -> -0.0;
            case 4 -> Instant.ofEpochMilli(random.nextInt());
            case 5 -> random.nextBoolean();
            case 6 -> new Document("x", random.nextInt(3));
            case 7 -> "text " + random.nextInt(3);
            default -> new ArrayList<>(List.of("one", random.nextInt(3)));
        };
    }
}
