package io.tertulia.local.mongo;

import static io.tertulia.local.mongo.MongoFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoRestartTests {

    @TempDir private Path folder;

    @Test
    void findsDocumentsOfEveryTypeAgain() {
        Document rich =
                id("rich")
                        .append("int", 1)
                        .append("long", Long.MAX_VALUE)
                        .append("double", 0.5)
                        .append("decimal", Decimal128.parse("1.10"))
                        .append("text", "ñandú 🙂")
                        .append("yes", true)
                        .append("nothing", null)
                        .append("date", Date.from(Instant.ofEpochMilli(1_700_000_000_123L)))
                        .append("object", new ObjectId())
                        .append("bytes", new Binary(new byte[] {1, 0, -1}))
                        .append("list", List.of(1, "two", new Document("three", 3)))
                        .append("nested", new Document("b", 1).append("a", new Document("c", 2)));
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            mongo.collection("goods").insertOne(rich);
        }

        try (MongoFixture mongo = MongoFixture.in(folder)) {
            assertThat(MongoFixture.all(mongo.collection("goods"))).containsExactly(rich);
        }
    }

    @Test
    void findsWhatUpdatesAndDeletionsLeft() {
        List<Document> expected;
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            MongoCollection<Document> goods = mongo.collection("goods");
            goods.insertMany(IntStream.range(0, 20).mapToObj(i -> id(i).append("n", i)).toList());
            goods.updateMany(new Document("n", new Document("$lt", 5)), set("n", -1));
            goods.deleteMany(new Document("n", new Document("$gt", 15)));
            goods.replaceOne(id(7), id(7).append("other", true));
            goods.findOneAndUpdate(id(8), set("found", true));
            goods.findOneAndDelete(id(9));
            goods.updateOne(id("new"), set("n", 1), new UpdateOptions().upsert(true));
            goods.replaceOne(id("newer"), id("newer"), new ReplaceOptions().upsert(true));
            // Takes a position that a deletion has freed.
            goods.insertOne(id("last"));
            expected = MongoFixture.all(goods);
        }

        for (int restart = 0; restart < 2; restart++) {
            try (MongoFixture mongo = MongoFixture.in(folder)) {
                assertThat(MongoFixture.all(mongo.collection("goods"))).isEqualTo(expected);
            }
        }
    }

    @Test
    void enforcesUniqueIndexesAfterARestart() {
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            MongoCollection<Document> goods = mongo.collection("goods");
            goods.createIndex(
                    new Document("shop", 1).append("name", 1), new IndexOptions().unique(true));
            goods.createIndex(
                    new Document("code", 1), new IndexOptions().unique(true).sparse(true));
            goods.createIndex(new Document("price", 1));
            goods.insertOne(id(1).append("shop", "a").append("name", "x").append("code", 1));
        }

        for (int restart = 0; restart < 2; restart++) {
            try (MongoFixture mongo = MongoFixture.in(folder)) {
                MongoCollection<Document> goods = mongo.collection("goods");

                assertDuplicate(goods, id(2).append("shop", "a").append("name", "x"));
                assertDuplicate(goods, id(2).append("shop", "b").append("code", 1));
                assertDuplicate(goods, id(1));
                assertThat(goods.listIndexes().map(index -> index.getString("name")))
                        .containsExactlyInAnyOrder("_id_", "shop_1_name_1", "code_1", "price_1");
            }
        }
    }

    @Test
    void forgetsWhatWasDroppedAndKeepsWhatWasRenamed() {
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            MongoCollection<Document> goods = mongo.collection("goods");
            goods.insertOne(id("old"));
            goods.drop();
            goods.insertOne(id("new"));
            mongo.collection("gone").insertOne(id(1));
            mongo.collection("gone").drop();
            mongo.collection("draft").insertOne(id(1));
            mongo.collection("draft").renameCollection(new MongoNamespace("shop.final"));
            mongo.client().getDatabase("other").getCollection("any").insertOne(id(1));
            mongo.client().getDatabase("other").drop();
            mongo.client().getDatabase("shop").createCollection("empty");
            goods.createIndex(new Document("x", 1), new IndexOptions().unique(true));
            goods.dropIndex("x_1");
        }

        for (int restart = 0; restart < 2; restart++) {
            try (MongoFixture mongo = MongoFixture.in(folder)) {
                assertThat(mongo.client().getDatabase("shop").listCollectionNames())
                        .containsExactlyInAnyOrder("goods", "final", "empty");
                assertThat(mongo.collection("goods").find()).containsExactly(id("new"));
                assertThat(mongo.collection("final").find()).containsExactly(id(1));
                assertThat(mongo.collection("goods").listIndexes()).hasSize(1);
                assertThat(mongo.client().getDatabase("other").getCollection("any").find())
                        .isEmpty();
            }
        }
    }

    @Test
    void journalShrinksAtStart() throws Exception {
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            mongo.collection("goods").insertOne(id(1).append("n", 0));
            for (int i = 0; i < 200; i++) {
                mongo.collection("goods").updateOne(id(1), set("n", i));
            }
        }
        long before = Files.size(folder.resolve(MongoFixture.JOURNAL));

        try (MongoFixture mongo = MongoFixture.in(folder)) {
            assertThat(Files.size(folder.resolve(MongoFixture.JOURNAL))).isLessThan(before / 10);
            assertThat(mongo.collection("goods").find()).containsExactly(id(1).append("n", 199));
        }
    }

    @Test
    void aWaitForTheDiskChangesNothingElse() {
        MongoSettings settings = MongoSettings.in(folder).withSyncEachGroup(true);
        try (MongoFixture mongo = MongoFixture.start(settings)) {
            mongo.collection("goods").insertMany(new ArrayList<>(List.of(id(1), id(2))));
        }

        try (MongoFixture mongo = MongoFixture.start(settings)) {
            assertThat(mongo.collection("goods").find()).containsExactly(id(1), id(2));
        }
    }

    private static Document set(String field, Object value) {
        return new Document("$set", new Document(field, value));
    }

    private static void assertDuplicate(MongoCollection<Document> goods, Document document) {
        assertThatThrownBy(() -> goods.insertOne(document))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCode()).isEqualTo(11000));
    }
}
