package io.tertulia.local.mongo;

import static io.tertulia.local.mongo.MongoFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.tertulia.local.ChildJvm;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a JVM of 256 MB is given more files than it can hold. */
@Timeout(120)
class FileRoomTests {

    private static final int CHUNK = 255 * 1024;
    private static final int HEAP = 256 * 1024 * 1024;

    @TempDir private Path folder;

    @Test
    void filesNeverTakeTheRoomOfDocumentsNorKeepAServerFromStarting() throws Exception {
        int stored;
        try (ChildJvm child = ChildJvm.start(MongoChild.class, folder);
                MongoClient client = MongoClients.create(child.address())) {
            stored = fill(goods(client));
            assertThat((double) stored * CHUNK / HEAP).isBetween(0.35, 0.41);
            goods(client).insertMany(IntStream.range(0, 5_000).mapToObj(i -> text(i)).toList());
            child.kill();
        }
        try (ChildJvm child = ChildJvm.start(MongoChild.class, folder);
                MongoClient client = MongoClients.create(child.address())) {
            MongoCollection<Document> goods = goods(client);
            assertThat(goods.countDocuments()).isEqualTo(stored + 5_000L);
            assertThat(fill(goods)).isZero();
            goods.deleteMany(new Document("n", 0));
            goods.insertOne(chunk(0));
        }
    }

    private static MongoCollection<Document> goods(MongoClient client) {
        return client.getDatabase("shop").getCollection("goods");
    }

    /** How many chunks went in until one was refused. */
    private static int fill(MongoCollection<Document> goods) {
        int[] stored = {0};
        assertThatThrownBy(
                        () -> {
                            for (; stored[0] < HEAP / CHUNK; stored[0]++) {
                                goods.insertOne(chunk(stored[0]));
                            }
                        })
                .isInstanceOfSatisfying(
                        MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(146));
        return stored[0];
    }

    private static Document chunk(int n) {
        return new Document("n", n).append("data", new Binary(new byte[CHUNK]));
    }

    private static Document text(int number) {
        return id("text-" + number).append("text", "x".repeat(300));
    }
}
