package io.tertulia.local.mongo;

import static io.tertulia.local.mongo.MongoFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMongoCommandTests {

    private static final Document HELLO = new Document("hello", 1);

    private MongoFixture mongo;
    private MongoCollection<Document> goods;

    @BeforeEach
    void start() {
        mongo = MongoFixture.inMemory();
        goods = mongo.collection("goods");
    }

    @AfterEach
    void stop() {
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "isMaster"})
    void answersTheQuestionsOfDriversAndHealthChecks(String question) {
        Document answer = mongo.client().getDatabase("admin").runCommand(new Document(question, 1));

        assertThat(answer.getBoolean("isWritablePrimary")).isTrue();
        assertThat(answer.getBoolean("helloOk")).isTrue();
        assertThat(answer.getInteger("maxWireVersion")).isGreaterThanOrEqualTo(8);
        assertThat(answer.get("ok", Number.class).intValue()).isEqualTo(1);
    }

    /** As Spring Boot's health check asks. */
    @Test
    void saysHelloInEveryDatabaseItLists() {
        goods.insertOne(id(1));

        List<String> names = mongo.client().listDatabaseNames().into(new ArrayList<>());

        assertThat(names).contains("shop");
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(mongo.client().getDatabase(name).runCommand(HELLO))
                                        .containsKey("maxWireVersion"));
        assertThat(goods.find()).containsExactly(id(1));
    }

    @Test
    void answersWhatABuildIsAskedFor() {
        Document answer =
                mongo.client().getDatabase("admin").runCommand(new Document("buildInfo", 1));

        assertThat(answer.getString("version")).startsWith("5.");
    }

    @Test
    void maxComparesEmbeddedDocumentsFieldByField() {
        goods.insertOne(id(1).append("state", state(2, "b", "last")));

        assertThat(raise(state(1, "z", "older"))).isEqualTo(state(2, "b", "last"));
        assertThat(raise(state(2, "a", "same, lower"))).isEqualTo(state(2, "b", "last"));
        assertThat(raise(state(2, "c", "same, higher"))).isEqualTo(state(2, "c", "same, higher"));
        assertThat(raise(state(10, "a", "newer"))).isEqualTo(state(10, "a", "newer"));
        assertThat(raise(state(9L, "z", "a long"))).isEqualTo(state(10, "a", "newer"));
        assertThat(raise(state(11L, "a", "a long"))).isEqualTo(state(11L, "a", "a long"));
        assertThat(raise(new Document("version", 12))).isEqualTo(new Document("version", 12));
        assertThat(raise(state(12, "more", "fields"))).isEqualTo(state(12, "more", "fields"));
    }

    @Test
    void maxOfAVersionedStateDoesNotCareForListsInIt() {
        Document first = new Document("version", 1).append("members", List.of("z"));
        Document second = new Document("version", 2).append("members", List.of("a", "b"));
        goods.updateOne(id(1), max(first), new UpdateOptions().upsert(true));

        assertThat(raise(second)).isEqualTo(second);
        assertThat(raise(first)).isEqualTo(second);
    }

    @Test
    void comparesAndSetsByIdAndVersion() {
        goods.insertOne(id(1).append("version", 1));

        Document next = new Document("$set", new Document("version", 2));
        assertThat(goods.updateOne(id(1).append("version", 1), next).getModifiedCount()).isOne();
        assertThat(goods.updateOne(id(1).append("version", 1), next).getMatchedCount()).isZero();
    }

    @Test
    void unorderedInsertsGoOnAfterADuplicate() {
        goods.insertOne(id(2));
        InsertManyOptions unordered = new InsertManyOptions().ordered(false);

        assertThatThrownBy(() -> goods.insertMany(List.of(id(1), id(2), id(3)), unordered))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> {
                            assertThat(e.getWriteErrors())
                                    .extracting(BulkWriteError::getIndex, BulkWriteError::getCode)
                                    .containsExactly(tuple(1, 11000));
                            assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
                        });
        assertThat(MongoFixture.all(goods)).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void orderedInsertsStopAtADuplicate() {
        goods.insertOne(id(2));

        assertThatThrownBy(() -> goods.insertMany(List.of(id(1), id(2), id(3))))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isOne());
        assertThat(MongoFixture.all(goods)).containsExactly(id(1), id(2));
    }

    @Test
    void orderedUpdatesStopAtAFailureAndUnorderedOnesGoOn() {
        goods.createIndex(new Document("code", 1), new IndexOptions().unique(true).sparse(true));
        goods.insertMany(List.of(id(1).append("code", 1), id(2), id(3), id(4)));
        List<UpdateOneModel<Document>> updates =
                List.of(update(2, "code", 2), update(3, "code", 1), update(4, "code", 4));

        assertThatThrownBy(() -> goods.bulkWrite(updates))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> {
                            assertThat(e.getWriteErrors().getFirst().getIndex()).isOne();
                            assertThat(e.getWriteResult().getModifiedCount()).isOne();
                        });
        assertThat(goods.find(id(4)).first()).isEqualTo(id(4));

        assertThatThrownBy(() -> goods.bulkWrite(updates, new BulkWriteOptions().ordered(false)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(goods.find(id(4)).first()).isEqualTo(id(4).append("code", 4));
    }

    @Test
    void bulkUpsertsTellWhichWereInserted() {
        goods.insertOne(id(1));

        var result =
                goods.bulkWrite(
                        IntStream.range(0, 3)
                                .mapToObj(i -> upsert(i, new Document("n", i)))
                                .toList());

        assertThat(result.getMatchedCount()).isOne();
        assertThat(result.getUpserts()).extracting("index").containsExactly(0, 2);
        assertThat(goods.countDocuments()).isEqualTo(3);
    }

    @Test
    void gridFilesComeBackAsTheyWere() {
        byte[] content = new byte[1_000_000];
        new Random(1).nextBytes(content);
        GridFSBucket files = GridFSBuckets.create(mongo.client().getDatabase("shop"));

        ObjectId file = files.uploadFromStream("a.bin", new ByteArrayInputStream(content));
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        files.downloadToStream(file, back);

        assertThat(back.toByteArray()).isEqualTo(content);
        files.delete(file);
        assertThat(mongo.collection("fs.chunks").estimatedDocumentCount()).isZero();
    }

    @Test
    void refusesAnUpdateThatMakesADocumentTooLargeToRead() {
        goods.createIndex(new Document("code", 1), new IndexOptions().unique(true));
        goods.insertOne(id(1).append("code", 1));
        String half = "x".repeat(9 * 1024 * 1024);
        goods.updateOne(id(1), new Document("$set", new Document("a", half)));

        Document second = new Document("$set", new Document("b", half).append("code", 2));
        assertThatThrownBy(() -> goods.updateOne(id(1), second)).hasMessageContaining("16 MB");

        assertThat(goods.find(new Document("code", 1)).first()).containsEntry("code", 1);
        assertThat(goods.find(new Document("code", 2)).first()).isNull();
    }

    private Document raise(Document state) {
        FindOneAndUpdateOptions after =
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        Document found = goods.findOneAndUpdate(id(1), max(state), after);
        return found == null ? new Document() : found.get("state", Document.class);
    }

    private static Document max(Document state) {
        return new Document("$max", new Document("state", state));
    }

    private static Document state(Object version, String name, String note) {
        return new Document("version", version).append("name", name).append("note", note);
    }

    private static UpdateOneModel<Document> update(int id, String field, int value) {
        return new UpdateOneModel<>(id(id), new Document("$set", new Document(field, value)));
    }

    private static UpdateOneModel<Document> upsert(int id, Document fields) {
        return new UpdateOneModel<>(
                id(id), new Document("$set", fields), new UpdateOptions().upsert(true));
    }
}
