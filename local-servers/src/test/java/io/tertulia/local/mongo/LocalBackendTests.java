package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is answered when the journal cannot be written. */
class LocalBackendTests {

    @TempDir private Path folder;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private Path path;
    private BreakableFile file;
    private LocalBackend backend;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("journal");
        Files.write(path, JournalFormat.HEADER);
        file = new BreakableFile(path);
        backend =
                new LocalBackend(
                        new CollectionStorage(
                                new FileJournal(file),
                                StoredCollections.none(),
                                new HeapGuard(HeapGauge.ofThisProcess(), 1),
                                new FileRoom(1_000)));
        insert("before");
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void acknowledgesNoWriteAndDoesNoFurtherOne() throws IOException {
        file.diskFull.set(true);

        assertThatThrownBy(() -> insert("unsure"))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("make room on the disk");
        assertThatThrownBy(() -> insert("refused")).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> run("drop", new Document("drop", "goods")))
                .isInstanceOf(JournalUnavailable.class);

        file.diskFull.set(false);
        assertThat(ids()).containsExactly("before", "unsure");
        assertThat(idsInJournal()).containsExactly("before", "unsure");
    }

    @Test
    void tellsNobodyOfAChangeThatARestartWouldUndo() {
        file.diskFull.set(true);
        assertThatThrownBy(() -> insert("unsure")).isInstanceOf(JournalUnavailable.class);

        assertThatThrownBy(this::ids).isInstanceOf(JournalUnavailable.class);
        assertThat(run("hello", new Document("hello", 1)).get("ok")).isNotEqualTo(0);
    }

    @Test
    void aFailedCommandIsInTheJournalAsFarAsItWasDone() throws IOException {
        assertThat(insert("one", "before", "two").get("n")).isEqualTo(1);

        assertThat(ids()).containsExactly("before", "one");
        assertThat(idsInJournal()).containsExactly("before", "one");
    }

    private Document insert(String... ids) {
        List<Document> documents =
                List.of(ids).stream().map(id -> new Document("_id", id)).toList();
        return run(
                "insert",
                new Document("insert", "goods")
                        .append("ordered", true)
                        .append("documents", documents));
    }

    private List<Object> ids() {
        Document answer = run("find", new Document("find", "goods"));
        return answer.get("cursor") instanceof Document cursor
                        && cursor.get("firstBatch") instanceof List<?> batch
                ? batch.stream().map(each -> id((Document) each)).toList()
                : List.of();
    }

    private List<Object> idsInJournal() throws IOException {
        return JournalReader.read(path).values().stream()
                .filter(collection -> collection.name().equals("goods"))
                .flatMap(StoredCollection::documents)
                .map(bytes -> id(DocumentBytes.decode(bytes)))
                .toList();
    }

    private static Object id(Document document) {
        return String.valueOf(document.get("_id"));
    }

    private Document run(String command, Document query) {
        return backend.handleCommand(channel, "shop", command, query);
    }
}
