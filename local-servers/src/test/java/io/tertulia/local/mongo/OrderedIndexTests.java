package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an index may never change is what is found; {@code LocalCollectionTests} count the looks.
 */
class OrderedIndexTests {

    private static final int ROUNDS = 400;

    private final Random random = new Random(7);
    private MongoFixture mongo;
    private MongoCollection<Document> indexed;
    private MongoCollection<Document> plain;

    @BeforeEach
    void start() {
        mongo = MongoFixture.inMemory();
        indexed = mongo.collection("indexed");
        plain = mongo.collection("plain");
        indexed.createIndex(new Document("room", 1).append("role", 1).append("since", 1));
        indexed.createIndex(new Document("room", 1).append("since", -1));
        indexed.createIndex(new Document("at", 1), new IndexOptions().sparse(true));
    }

    @AfterEach
    void stop() {
        mongo.close();
    }

    @Test
    void findsWhatAScanFindsWhateverIsStoredAndAsked() {
        for (int round = 0; round < ROUNDS; round++) {
            change();
            Document query = query();
            assertThat(found(indexed.find(query)))
                    .as("round %d: %s", round, query)
                    .isEqualTo(found(plain.find(query)));
            assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
        }
        assertThat(plain.countDocuments()).isGreaterThan(10);
    }

    @Test
    void sortsAndPagesAsASortedScanDoes() {
        for (int i = 0; i < 300; i++) {
            Document document =
                    MongoFixture.id(i)
                            .append("room", "r" + i % 3)
                            .append("role", i % 7 == 0 ? null : "member")
                            .append("since", (i * 37) % 300);
            both(each -> each.insertOne(document));
        }
        for (String room : List.of("r1", "r2", "none")) {
            for (int direction : List.of(1, -1)) {
                for (int skip : List.of(0, 7, 95, 200)) {
                    var sort = new Document("since", direction);
                    var query = new Document("room", room);
                    assertSame(query, sort, skip);
                    assertSame(query.append("since", new Document("$gt", 40)), sort, skip);
                    assertSame(query.append("role", "member"), sort, skip);
                    var rooms = new Document("$in", List.of("r2", "none", room, "r0"));
                    assertSame(query.append("room", rooms), sort, skip);
                    assertSame(new Document("room", rooms), sort, skip);
                }
            }
        }
    }

    @Test
    void ordersNumbersOfAllKindsAsAScanDoes() {
        List<Object> numbers = List.of(-1, -0.0, 0L, 0.5, 3L << 53, (3L << 53) + 1);
        for (int i = 0; i < numbers.size(); i++) {
            Document document = MongoFixture.id(i).append("at", numbers.get(i));
            both(each -> each.insertOne(document));
        }
        for (Object number : numbers) {
            for (String bound : List.of("$gt", "$gte", "$lt", "$lte", "$eq")) {
                var query = new Document("at", new Document(bound, number));
                assertThat(found(indexed.find(query)))
                        .as("%s", query)
                        .isEqualTo(found(plain.find(query)));
            }
        }
    }

    @Test
    void sortsArraysAsAScanDoes() {
        for (int i = 0; i < 40; i++) {
            Document document =
                    MongoFixture.id(i)
                            .append("room", "r")
                            .append("since", i % 4 == 0 ? List.of(i, 100 - i) : (Object) (i * 2));
            both(each -> each.insertOne(document));
        }
        for (int direction : List.of(1, -1)) {
            var sort = new Document("since", direction);
            for (int skip = 0; skip < 40; skip += 10) {
                assertSame(new Document("room", "r"), sort, skip);
            }
        }
    }

    @Test
    void findsArraysByTheirElementsAsAScanDoes() {
        var arrays = List.of(List.of(1, 10), List.of(4), List.of(), List.of(4, 4), List.of(7, 2));
        for (int i = 0; i < arrays.size(); i++) {
            Document document = MongoFixture.id(i).append("room", "r").append("at", arrays.get(i));
            both(each -> each.insertOne(document));
        }
        for (int low = 0; low < 12; low++) {
            for (int high = 0; high < 12; high++) {
                Document query = new Document("at", new Document("$gte", low).append("$lt", high));
                assertThat(found(indexed.find(query)))
                        .as("%s", query)
                        .isEqualTo(found(plain.find(query)));
            }
        }
        both(each -> each.updateMany(new Document(), new Document("$set", new Document("at", 4))));
        assertThat(indexed.find(new Document("at", 4))).hasSize(arrays.size());
        both(each -> each.deleteMany(new Document("at", 4)));
        assertThat(indexed.find()).isEmpty();
    }

    @Test
    void missesNothingWhenItIsGivenUpBecauseOfLongArrays() {
        for (int i = 0; i < 100; i++) {
            List<Integer> many = IntStream.range(i, i + 20).boxed().toList();
            Document document = MongoFixture.id(i).append("room", "r" + i % 2).append("role", many);
            both(each -> each.insertOne(document));
            if (i % 10 == 0) {
                assertThat(found(indexed.find(new Document("room", "r0").append("role", 30))))
                        .isEqualTo(
                                found(plain.find(new Document("room", "r0").append("role", 30))));
            }
        }
        both(
                each ->
                        each.updateMany(
                                new Document("role", 30),
                                new Document("$set", new Document("role", "x"))));
        both(each -> each.deleteMany(new Document("room", "r1").append("role", 80)));

        for (var query : List.of(new Document("room", "r0"), new Document("role", "x"))) {
            assertThat(found(indexed.find(query))).isEqualTo(found(plain.find(query)));
        }
        assertThat(indexed.countDocuments()).isEqualTo(plain.countDocuments());
    }

    @Test
    void tellsLargeNumbersApart() {
        long large = (1L << 53) + 1;
        for (int i = 0; i < 6; i++) {
            indexed.insertOne(MongoFixture.id(large + i).append("at", large + i));
        }
        assertThat(indexed.find(new Document("at", large + 1))).hasSize(1);
        assertThat(indexed.find(new Document("at", new Document("$gte", large + 2)))).hasSize(4);
        indexed.deleteOne(new Document("at", large + 3));
        assertThat(indexed.find(new Document("at", new Document("$gte", large)))).hasSize(5);
    }

    @Test
    void refusesTwoArraysInOneDocumentAsMongoDbDoes() {
        Document document =
                MongoFixture.id(1).append("room", List.of("a")).append("role", List.of("b"));

        assertThatThrownBy(() -> indexed.insertOne(document)).isInstanceOf(MongoException.class);
        assertThat(indexed.find()).isEmpty();
    }

    @Test
    void isThereAgainAfterARestart(@TempDir Path folder) {
        try (var before = MongoFixture.in(folder)) {
            before.collection("goods").createIndex(new Document("room", 1).append("since", 1));
            before.collection("goods")
                    .insertMany(
                            IntStream.range(0, 20)
                                    .mapToObj(
                                            i ->
                                                    MongoFixture.id(i)
                                                            .append("room", "r" + i % 2)
                                                            .append("since", 20 - i))
                                    .toList());
            before.collection("goods").deleteOne(MongoFixture.id(19));
        }
        try (var after = MongoFixture.in(folder)) {
            assertThat(after.collection("goods").listIndexes()).hasSize(2);
            assertThat(
                            after.collection("goods")
                                    .find(new Document("room", "r1"))
                                    .sort(new Document("since", 1))
                                    .limit(2))
                    .extracting(document -> document.get("_id"))
                    .containsExactly(17, 15);
        }
    }

    private void assertSame(Document query, Document sort, int skip) {
        assertThat(indexed.find(query).sort(sort).skip(skip).limit(10).into(new ArrayList<>()))
                .as("%s by %s from %d", query, sort, skip)
                .isEqualTo(
                        plain.find(query).sort(sort).skip(skip).limit(10).into(new ArrayList<>()));
    }

    /** One of the changes that there are, in both collections alike. */
    private void change() {
        var id = MongoFixture.id(random.nextInt(60));
        switch (random.nextInt(5)) {
            case 0 -> both(each -> each.deleteOne(id));
            case 1 -> {
                Document query = query();
                Document update = new Document("$set", new Document("since", value()));
                both(each -> each.updateMany(query, update));
            }
            default -> {
                Document fields = document();
                both(
                        each -> {
                            each.deleteOne(id);
                            each.insertOne(new Document(id).append("x", 1));
                            each.updateOne(id, new Document("$set", fields));
                        });
            }
        }
    }

    private void both(Consumer<MongoCollection<Document>> change) {
        change.accept(indexed);
        change.accept(plain);
    }

    private Document document() {
        var document = new Document("x", 2);
        for (String field : List.of("room", "role", "since", "at")) {
            if (random.nextInt(4) > 0) {
                document.append(field, value());
            }
        }
        // Two arrays among the fields of an index are refused.
        if (random.nextInt(4) == 0) {
            document.append("room", "a").append("role", "b").append("since", array());
        }
        return document;
    }

    private Document query() {
        var query = new Document();
        for (String field : List.of("room", "role", "since", "at")) {
            switch (random.nextInt(6)) {
                case 0, 1 -> query.append(field, value());
                case 2 -> query.append(field, new Document("$in", array()));
                case 3 -> query.append(field, range());
                default -> {}
            }
        }
        return query;
    }

    private Document range() {
        return switch (random.nextInt(4)) {
            case 0 -> new Document("$gt", value());
            case 1 -> new Document("$gte", value()).append("$lt", value());
            case 2 -> new Document("$lte", value()).append("$ne", value());
            default -> new Document("$eq", value());
        };
    }

    private List<@Nullable Object> array() {
        return Arrays.asList(
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> value()).toArray());
    }

    private @Nullable Object value() {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> true;
            case 2 -> Instant.ofEpochMilli(random.nextInt(3));
            case 3 -> (long) random.nextInt(4);
            case 4 -> random.nextInt(4) / 2.0;
            case 5, 6 -> random.nextInt(4);
            default -> random.nextBoolean() ? "a" : "b";
        };
    }

    private static List<Document> found(FindIterable<Document> some) {
        return some.into(new ArrayList<>());
    }
}
