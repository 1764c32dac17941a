package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.tertulia.local.ChildJvm;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot write its journal says so to whoever writes, and acknowledges nothing. */
class MongoFullDiskTests {

    private static final int FILES_UP_TO_KILOBYTES = 4 * 1024;
    private static final String PADDING = "x".repeat(8 * 1024);

    @TempDir private Path folder;

    @Test
    void refusesWritesWithAReasonAndKeepsWhatItAcknowledged() throws Exception {
        int acknowledged = 0;
        try (ChildJvm child =
                        ChildJvm.startWithFilesUpTo(
                                FILES_UP_TO_KILOBYTES, MongoChild.class, folder);
                MongoClient client = MongoClients.create(child.address() + "/?retryWrites=false")) {
            MongoCollection<Document> goods = client.getDatabase("shop").getCollection("goods");
            String refusal = "";
            while (refusal.isEmpty()) {
                try {
                    goods.insertOne(new Document("_id", acknowledged).append("padding", PADDING));
                    acknowledged++;
                } catch (MongoException e) {
                    refusal = String.valueOf(e.getMessage());
                }
            }
            assertThat(refusal)
                    .contains("The journal could not be written")
                    .contains("make room on the disk");
            child.kill();
        }
        assertThat(acknowledged).isBetween(200, 512);

        try (MongoFixture mongo = MongoFixture.in(folder)) {
            assertThat(mongo.collection("goods").countDocuments()).isEqualTo(acknowledged);
        }
    }
}
