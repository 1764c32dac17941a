package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.message.Patience;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomLog;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IndexRebuildTests {

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final MongoDatabase database = client.getDatabase("search-" + UUID.randomUUID());
    private final RoomLog log = RoomLog.in(database);
    private final Words words = new Words();
    private final SearchCollection collection =
            new SearchCollection(database, Duration.ofSeconds(10));
    private final SearchIndex index =
            new SearchIndex(collection, words, 100, new SimpleMeterRegistry());
    private final List<UUID> rooms =
            Stream.generate(UUID::randomUUID)
                    .limit(3)
                    // As the database orders them, which is not how Java does.
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();

    @AfterEach
    void close() {
        client.close();
    }

    private IndexRebuild rebuild() {
        return new IndexRebuild(log, collection, index, 2);
    }

    private void sayTheSameInEveryRoom() {
        rooms.forEach(room -> Said.in(log, room, "hola uno", "hola dos", "hola tres"));
    }

    private List<NumberInRoom> find(String q) {
        return collection.find(rooms, new SearchQuery(words.wanted(q), null, null, null), 100);
    }

    @Test
    void indexesTheWholeLogInBatches() {
        sayTheSameInEveryRoom();
        IndexRebuild rebuild = rebuild();

        int batches = 1;
        while (rebuild.advance()) {
            batches++;
        }

        assertThat(find("hola")).hasSize(9);
        assertThat(batches).isEqualTo(6);
        assertThat(rebuild.advance()).isFalse();
    }

    @Test
    void anotherInstanceGoesOnWhereOneWasStopped() {
        sayTheSameInEveryRoom();
        rebuild().advance();
        rebuild().advance();
        assertThat(find("hola")).hasSize(4);
        client.getDatabase(database.getName())
                .getCollection(SearchCollection.NAME)
                .deleteMany(new Document("room", rooms.getFirst().toString()));

        IndexRebuild other = rebuild();
        while (other.advance()) {
            assertThat(find("hola")).hasSizeLessThanOrEqualTo(6);
        }

        // What the first one had done is not done again.
        assertThat(find("hola")).extracting(NumberInRoom::room).doesNotContain(rooms.getFirst());
        assertThat(find("hola")).hasSize(6);
    }

    @Test
    void doesNotPutOldStatesOverNewOnes() {
        Said.in(log, rooms.getFirst(), "antes");
        index.put(List.of(Said.message(rooms.getFirst(), 1, 5, "después")));

        while (rebuild().advance()) {
            assertThat(find("antes")).isEmpty();
        }

        assertThat(find("antes")).isEmpty();
        assertThat(find("despues")).hasSize(1);
    }

    @Test
    void anEmptyLogIsDoneAtOnceAndWhatIsSaidLaterIsLeftToTheEvents() {
        assertThat(rebuild().advance()).isFalse();
        sayTheSameInEveryRoom();

        assertThat(rebuild().advance()).isFalse();
        assertThat(find("hola")).isEmpty();
    }

    @Test
    void aDroppedIndexIsRebuiltByTheNextStart() {
        sayTheSameInEveryRoom();
        rebuild().advance();
        database.getCollection(SearchCollection.NAME).drop();
        var starter = new RebuildStarter(rebuild(), Duration.ZERO);

        starter.start();

        Patience.await().until(() -> find("hola").size() == 9);
        starter.stop();
        assertThat(starter.isRunning()).isFalse();
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedFor() {
        sayTheSameInEveryRoom();
        try (var relay = new Relay();
                MongoClient shaky = MongoClients.create(relay.uri() + "&timeoutMS=500")) {
            MongoDatabase away = shaky.getDatabase(database.getName());
            RoomLog awayLog = RoomLog.in(away);
            var awayCollection = new SearchCollection(away, Duration.ofSeconds(10));
            relay.swallow(true);
            var starter =
                    new RebuildStarter(
                            new IndexRebuild(awayLog, awayCollection, index, 2), Duration.ZERO);
            starter.start();
            Patience.await().until(() -> relay.swallowed() > 0);

            relay.swallow(false);

            Patience.await().until(() -> find("hola").size() == 9);
            starter.stop();
        }
    }

    @Test
    void aStoppedRebuildingDoesNoMore() {
        sayTheSameInEveryRoom();
        var starter = new RebuildStarter(rebuild(), Duration.ofHours(1));

        starter.start();
        Patience.await().until(() -> find("hola").size() == 2);
        starter.stop();

        assertThat(find("hola")).hasSize(2);
        assertThat(collection.progress())
                .hasValueSatisfying(progress -> assertThat(progress.isDone()).isFalse());
    }
}
