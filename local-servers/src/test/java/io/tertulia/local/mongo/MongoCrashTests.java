package io.tertulia.local.mongo;

import static io.tertulia.local.mongo.MongoFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.local.ChildJvm;
import io.tertulia.local.ServerDidNotStart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoCrashTests {

    private static final int WRITERS = 4;
    private static final int ENOUGH = 500;

    @TempDir private Path folder;

    /** By writer: the last round of which everything was acknowledged. */
    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

    @Test
    void losesNoAcknowledgedWriteWhenKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(MongoChild.class, folder)) {
            List<Thread> writers = startWriters(child.address());
            await().until(() -> allBeyond(ENOUGH));
            child.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }

        assertHolds(folder, Map.copyOf(acknowledged));
    }

    @Test
    void holdsEveryAcknowledgedWriteAtAnyMoment() throws Exception {
        List<Map<Integer, Integer>> then = new ArrayList<>();
        List<Thread> writers;
        try (EmbeddedMongo server = EmbeddedMongo.start(MongoSettings.in(folder))) {
            writers = startWriters(server.uri());
            for (int moment = 0; moment < 4; moment++) {
                int rounds = 60 * moment + 1;
                await().until(() -> allBeyond(rounds));
                then.add(Map.copyOf(acknowledged));
                MongoFixture.copyJournal(folder, folder.resolve("copy" + moment));
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }

        for (int moment = 0; moment < then.size(); moment++) {
            assertHolds(folder.resolve("copy" + moment), then.get(moment));
        }
    }

    @Test
    void refusesASecondServerInTheSameFolder() throws Exception {
        try (EmbeddedMongo server = EmbeddedMongo.start(MongoSettings.in(folder))) {
            assertInUse();
            assertThat(server.uri()).startsWith("mongodb://127.0.0.1:");
        }
        try (ChildJvm child = ChildJvm.start(MongoChild.class, folder)) {
            assertInUse();
            child.kill();
        }
        EmbeddedMongo free = EmbeddedMongo.start(MongoSettings.in(folder));
        free.close();
        free.close();
    }

    @Test
    void namesTheTakenPortAndLetsGoOfTheFolder() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            MongoSettings settings = MongoSettings.in(folder).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedMongo.start(settings))
                    .isInstanceOf(ServerDidNotStart.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        EmbeddedMongo.start(MongoSettings.in(folder)).close();
    }

    @Test
    void namesAFileThatIsNoJournal() throws Exception {
        Files.writeString(folder.resolve(MongoFixture.JOURNAL), "something else");

        assertThatThrownBy(() -> EmbeddedMongo.start(MongoSettings.in(folder)))
                .isInstanceOf(ServerDidNotStart.class)
                .hasMessageContaining(MongoFixture.JOURNAL);
        assertThat(folder.resolve(MongoFixture.JOURNAL)).hasContent("something else");
    }

    private void assertInUse() {
        assertThatThrownBy(() -> EmbeddedMongo.start(MongoSettings.in(folder)))
                .isInstanceOf(ServerDidNotStart.class)
                .hasMessageContaining("already in use");
    }

    private boolean allBeyond(int round) {
        return acknowledged.size() == WRITERS
                && acknowledged.values().stream().allMatch(done -> done > round);
    }

    private List<Thread> startWriters(String uri) {
        return IntStream.range(0, WRITERS)
                .mapToObj(writer -> Thread.ofPlatform().start(() -> write(uri, writer)))
                .toList();
    }

    /** Until the server is gone: a new document, and a counter in a collection of its own. */
    private void write(String uri, int writer) {
        try (MongoClient client = impatientClient(uri)) {
            MongoCollection<Document> shared = client.getDatabase("shop").getCollection("goods");
            MongoCollection<Document> own =
                    client.getDatabase("shop" + writer).getCollection("counters");
            for (int round = 0; round < Integer.MAX_VALUE; round++) {
                shared.insertOne(id(writer + ":" + round));
                own.updateOne(
                        id("count"),
                        new Document("$set", new Document("rounds", round)),
                        new UpdateOptions().upsert(true));
                acknowledged.put(writer, round);
            }
        } catch (MongoException gone) {
            assertThat(gone).isNotNull();
        }
    }

    private static MongoClient impatientClient(String uri) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .retryWrites(false)
                        .applyToClusterSettings(
                                cluster ->
                                        cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                        .build());
    }

    private static void assertHolds(Path folder, Map<Integer, Integer> expected) {
        try (MongoFixture mongo = MongoFixture.in(folder)) {
            Set<Object> found = new HashSet<>();
            mongo.collection("goods").find().forEach(each -> found.add(each.get("_id")));
            assertThat(found).hasSize((int) mongo.collection("goods").countDocuments());
            expected.forEach((writer, rounds) -> assertHolds(mongo, found, writer, rounds));
        }
    }

    private static void assertHolds(MongoFixture mongo, Set<Object> found, int writer, int rounds) {
        assertThat(
                        IntStream.rangeClosed(0, rounds)
                                .mapToObj(round -> writer + ":" + round)
                                .filter(id -> !found.contains(id)))
                .isEmpty();
        Document counter =
                mongo.client()
                        .getDatabase("shop" + writer)
                        .getCollection("counters")
                        .find(id("count"))
                        .first();
        assertThat(counter).isNotNull();
        assertThat(counter.getInteger("rounds")).isGreaterThanOrEqualTo(rounds);
    }
}
