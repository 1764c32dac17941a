package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalCollectionTests {

    private static final int DOCUMENTS = 50;

    private final AtomicLong used = new AtomicLong();
    private final AtomicLong live = new AtomicLong();
    private final CollectionStorage storage =
            new CollectionStorage(
                    new NoJournal(),
                    StoredCollections.none(),
                    new HeapGuard(gauge(), 0.9),
                    new FileRoom(1_000));
    private MongoCollection<?> goods;

    @BeforeEach
    void fill() {
        goods =
                new LocalBackend(storage)
                        .resolveDatabase("shop")
                        .createCollectionOrThrowIfExists("goods");
        goods.insertDocuments(IntStream.range(0, DOCUMENTS).mapToObj(this::numbered).toList());
        storage.scans().reset();
    }

    @Test
    void findsByIdAndMoreWithoutAScan() {
        assertThat(find(id(3).append("n", 3))).containsExactly(numbered(3));
        assertThat(find(id(3).append("n", 4))).isEmpty();
        assertThat(find(id(new Document("$eq", 3)).append("n", 3))).containsExactly(numbered(3));
        assertThat(find(idIn(1, 2, 99).append("n", new Document("$gt", 1))))
                .containsExactly(numbered(2));
        assertThat(storage.scans().sum()).isZero();
    }

    @Test
    void changesByIdAndMoreWithoutAScan() {
        assertThat(update(id(1).append("n", 1))).isOne();
        assertThat(update(id(2).append("n", 1))).isZero();
        assertThat(update(idIn(2, 3).append("n", 3))).isOne();
        assertThat(goods.deleteDocuments(id(4).append("n", 4), 1)).isOne();
        assertThat(goods.deleteDocuments(id(5).append("n", 4), 1)).isZero();
        Document found =
                goods.findAndModify(
                        new Document("query", id(6).append("n", 6))
                                .append("update", new Document("$set", new Document("x", 1))));
        assertThat(found.get("value")).isEqualTo(numbered(6));
        assertThat(storage.scans().sum()).isZero();
        assertThat(find(new Document("x", 1))).hasSize(3);
    }

    @Test
    void findsByAUniqueIndexAndMoreWithoutAScan() {
        addUniqueIndex("n");
        storage.scans().reset();

        assertThat(find(new Document("n", 7).append("_class", null))).containsExactly(numbered(7));
        assertThat(storage.scans().sum()).isZero();
    }

    @Test
    void findsByTextsInAUniqueIndexJustWhatMatches() {
        addUniqueIndex("tags");
        Document both = id("x").append("tags", List.of("red", "blue"));
        Document one = id("w").append("tags", "green");
        goods.insertDocuments(List.of(both, one));
        storage.scans().reset();

        assertThat(find(id("x"))).containsExactly(both);
        assertThat(find(idIn("x", "w", "x", "nobody"))).containsExactly(one, both);
        assertThat(find(in("tags", "blue", "red", "green"))).containsExactlyInAnyOrder(one, both);
        assertThat(find(new Document("tags", "red"))).containsExactly(both);
        assertThat(find(idIn("x").append("tags", "green"))).isEmpty();
        assertThat(find(idIn("x", 7))).containsExactlyInAnyOrder(both, numbered(7));
        assertThat(storage.scans().sum()).isZero();
    }

    @Test
    void findsByAnIndexThatDocumentsShareWithoutAScan() {
        addIndex("kind", "n");
        updateAll(new Document("n", new Document("$lt", 10)), "kind", "small");
        storage.scans().reset();

        Document small = new Document("kind", "small");
        assertThat(find(small)).hasSize(10);
        assertThat(find(in("kind", "small", "large"))).hasSize(10);
        assertThat(find(new Document("kind", "small").append("n", new Document("$gt", 7))))
                .extracting(document -> document.get("n"))
                .containsExactly(8, 9);
        assertThat(find(new Document("kind", "small").append("x", null))).hasSize(10);
        assertThat(goods.count(small, 0, 0)).isEqualTo(10);
        assertThat(goods.deleteDocuments(new Document("kind", "small").append("n", 3), 0)).isOne();
        assertThat(find(small)).hasSize(9);
        assertThat(storage.scans().sum()).isZero();
    }

    @Test
    void readsAPageInTheOrderOfAnIndexWithoutAScan() {
        addIndex("n");
        storage.scans().reset();

        var downwards = new Document("n", -1);
        assertThat(
                        ((LocalCollection) goods)
                                .queryDocuments(new Document(), downwards, 10, 2, 0, null))
                .containsExactly(numbered(DOCUMENTS - 11), numbered(DOCUMENTS - 12));
        assertThat(storage.scans().sum()).isZero();
    }

    @Test
    void givesAnIndexUpThatHasFarMorePlacesThanDocuments() {
        addIndex("tags");
        for (int i = 0; i < 100; i++) {
            goods.addDocument(
                    id("list" + i).append("tags", IntStream.range(i, i + 20).boxed().toList()));
        }
        storage.scans().reset();

        assertThat(find(new Document("tags", 99))).hasSize(20);
        assertThat(storage.scans().sum()).isOne();
    }

    @Test
    void looksAtAllWhereAnIndexWouldMissSome() {
        goods.addDocument(id("list").append("tags", List.of("a", "b")));
        addUniqueIndex("tags");

        assertThat(find(new Document("tags", List.of("a", "b")))).hasSize(1);
        assertThat(find(in("tags", "a", "b"))).hasSize(1);
        List<Object> nullOrA = new ArrayList<>();
        nullOrA.add(null);
        nullOrA.add("a");
        assertThat(find(new Document("tags", new Document("$in", nullOrA)))).hasSize(DOCUMENTS + 1);
    }

    @Test
    void aDocumentReadIsNotChangedByALaterUpdate() {
        Document before = find(id(1)).getFirst();

        assertThat(update(id(1))).isOne();
        assertThat(before).isEqualTo(numbered(1));
        assertThat(find(id(1)).getFirst().get("x")).isEqualTo(1);
    }

    @Test
    void refusesNewDocumentsWhenTheHeapIsNearlyFull() {
        used.set(95);
        live.set(95);

        assertThatThrownBy(() -> goods.addDocument(id("more")))
                .isInstanceOfSatisfying(
                        MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(146))
                .hasMessageContaining("-Xmx");
        assertThat(find(id("more"))).isEmpty();
        assertThat(update(id(1))).isOne();
        assertThat(goods.deleteDocuments(id(2), 1)).isOne();
    }

    @Test
    void garbageAloneRefusesNothing() {
        used.set(95);
        live.set(50);

        goods.addDocument(id("more"));

        assertThat(find(id("more"))).hasSize(1);
    }

    @Test
    void bytesMayTakeOnlyTheirShare() {
        goods.addDocument(id("a").append("data", bytes(900)));

        assertThatThrownBy(() -> goods.addDocument(id("b").append("data", bytes(101))))
                .isInstanceOfSatisfying(
                        MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(146))
                .hasMessageContaining("-Xmx");
        assertThat(find(id("b"))).isEmpty();
        goods.addDocument(id("b").append("data", bytes(100)));
        goods.addDocument(id("text"));
    }

    @Test
    void bytesThatGoMakeRoom() {
        goods.addDocument(id("a").append("data", bytes(900)));
        goods.deleteDocuments(id("a"), 1);
        goods.addDocument(id("b").append("data", bytes(900)));
        update(id("b"), "data", 1, false);
        var other = new LocalBackend(storage).resolveDatabase("other");
        other.createCollectionOrThrowIfExists("goods")
                .addDocument(id("c").append("data", bytes(900)));
        other.dropCollection("goods", NoopOplog.get());

        goods.addDocument(id("d").append("data", bytes(1_000)));

        assertThat(find(id("d"))).hasSize(1);
    }

    private static BinData bytes(int count) {
        return new BinData(new byte[count]);
    }

    private List<Document> find(Document query) {
        return goods.handleQueryAsStream(query).toList();
    }

    private int update(Document query) {
        return update(query, "x", 1, false);
    }

    private int updateAll(Document query, String field, Object value) {
        return update(query, field, value, true);
    }

    private int update(Document query, String field, Object value, boolean isMulti) {
        Document answer =
                goods.updateDocuments(
                        query,
                        new Document("$set", new Document(field, value)),
                        ArrayFilters.empty(),
                        isMulti,
                        false,
                        NoopOplog.get());
        return answer.get("nModified") instanceof Integer modified ? modified : -1;
    }

    private void addUniqueIndex(String field) {
        Index<Integer> index = new UniqueIndex(field, List.of(new IndexKey(field, true)), true);
        ((LocalCollection) goods).addIndex(index);
    }

    private void addIndex(String... fields) {
        List<IndexKey> keys = Stream.of(fields).map(field -> new IndexKey(field, true)).toList();
        ((LocalCollection) goods).addIndex(new OrderedIndex(fields[0], keys, false));
    }

    private Document numbered(int number) {
        return id(number).append("n", number);
    }

    private static Document id(Object id) {
        return new Document("_id", id);
    }

    private static Document idIn(Object... ids) {
        return in("_id", ids);
    }

    private static Document in(String field, Object... values) {
        return new Document(field, new Document("$in", List.of(values)));
    }

    private HeapGauge gauge() {
        return new HeapGauge() {
            @Override
            public long used() {
                return used.get();
            }

            @Override
            public long live() {
                return live.get();
            }

            @Override
            public long max() {
                return 100;
            }
        };
    }
}
