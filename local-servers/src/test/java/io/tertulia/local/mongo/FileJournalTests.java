package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FileJournalTests {

    private static final int GOODS = 1;

    @TempDir private Path folder;

    private Path path;
    private BreakableFile file;
    private FileJournal journal;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("journal");
        Files.write(path, JournalFormat.HEADER);
        file = new BreakableFile(path);
        journal = new FileJournal(file);
        journal.name(GOODS, "shop", "goods");
        journal.settle();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void writesNothingBeforeItMustAndThenAllAtOnce() throws IOException {
        int before = file.writes.get();
        put(0, "a");
        put(1, "b");
        assertThat(found()).isEmpty();

        journal.settle();
        journal.settle();

        assertThat(found()).containsExactly("a", "b");
        assertThat(file.writes.get()).isEqualTo(before + 1);
    }

    @Test
    void oneThatWaitsWritesWhatOthersRecorded() throws Exception {
        put(0, "mine");
        Thread other = Thread.ofPlatform().start(() -> put(1, "other's"));
        other.join();

        journal.settle();

        assertThat(found()).containsExactly("mine", "other's");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 9, 20})
    void aTornTailCostsOnlyTheTail(int bytesMissing) throws IOException {
        put(0, "kept");
        journal.settle();
        put(1, "torn");
        journal.settle();
        byte[] whole = Files.readAllBytes(path);

        Files.write(path, Arrays.copyOf(whole, whole.length - bytesMissing));

        assertThat(found()).containsExactly("kept");
    }

    @Test
    void aChangedByteCostsItsRecordAndWhatFollows() throws IOException {
        put(0, "kept");
        journal.settle();
        int first = (int) Files.size(path);
        put(1, "damaged");
        put(2, "after it");
        journal.settle();
        byte[] whole = Files.readAllBytes(path);

        for (int at = first; at < first + 30; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            assertThat(found()).as("byte %d", at).containsExactly("kept");
        }
    }

    @Test
    void aRunOfZerosIsNoRecord() throws IOException {
        put(0, "kept");
        journal.settle();

        Files.write(path, new byte[100], StandardOpenOption.APPEND);

        assertThat(found()).containsExactly("kept");
    }

    @Test
    void holdsAWholeChangeOrNothingOfIt() throws IOException {
        long before = Files.size(path);
        journal.atomically(
                () -> {
                    put(0, "one");
                    journal.settle();
                    return journal.atomically(() -> put(1, "two"));
                });
        journal.settle();
        byte[] whole = Files.readAllBytes(path);
        assertThat(found()).containsExactly("one", "two");

        for (long length = before; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, (int) length));
            assertThat(found()).isEmpty();
        }
    }

    @Test
    void keepsWhatAFailedChangeHasDone() throws IOException {
        assertThatThrownBy(
                        () ->
                                journal.atomically(
                                        () -> {
                                            put(0, "done");
                                            throw new IllegalArgumentException("half way");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);
        journal.settle();

        assertThat(found()).containsExactly("done");
    }

    @Test
    void noAnswerLeavesWhileAChangeItMayHaveSeenIsUnderWay() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Thread changer =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        journal.atomically(
                                                () -> {
                                                    put(0, "seen by another");
                                                    underWay.countDown();
                                                    return awaited(finish);
                                                }));
        underWay.await();
        Thread reader = Thread.ofPlatform().start(journal::settle);
        await().until(() -> reader.getState() == Thread.State.WAITING || !reader.isAlive());
        assertThat(reader.isAlive()).isTrue();

        finish.countDown();
        reader.join();
        changer.join();
        assertThat(found()).containsExactly("seen by another");
    }

    @Test
    void acknowledgesNothingWhileTheDiskIsFullAndGoesOnAfterwards() throws IOException {
        put(0, "before");
        journal.settle();

        file.diskFull.set(true);
        journal.requireWritable();
        put(1, "unsure");
        assertThatThrownBy(journal::settle)
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("No space left");
        assertThatThrownBy(journal::requireWritable).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(journal::settle).isInstanceOf(JournalUnavailable.class);
        assertThat(found()).containsExactly("before");

        file.diskFull.set(false);
        journal.requireWritable();
        put(2, "after");
        journal.settle();
        assertThat(found()).containsExactly("before", "unsure", "after");
    }

    @Test
    void writesALongChangeInParts() {
        String text = "x".repeat(1024 * 1024);
        int before = file.writes.get();
        for (int position = 0; position < 20; position++) {
            put(position, text);
        }

        assertThat(file.writes.get()).isGreaterThan(before);
    }

    @Test
    void forgetsDroppedCollectionsAndWhatComesLateForThem() throws IOException {
        put(0, "a");
        journal.drop(GOODS);
        put(1, "late");
        journal.remove(GOODS, 0);
        journal.settle();

        assertThat(JournalReader.read(path)).isEmpty();
    }

    @Test
    void removesAndReplaces() throws IOException {
        put(0, "a");
        put(1, "b");
        put(0, "c");
        journal.remove(GOODS, 1);
        journal.name(GOODS, "shop", "renamed");
        journal.settle();

        assertThat(found()).containsExactly("c");
        assertThat(JournalReader.read(path).values())
                .extracting(StoredCollection::fullName)
                .containsExactly("shop.renamed");
    }

    private boolean put(int position, String id) {
        journal.put(
                GOODS, position, Unpooled.wrappedBuffer(DocumentBytes.of(new Document("_id", id))));
        return true;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<@Nullable Object> found() throws IOException {
        Collection<StoredCollection> collections = JournalReader.read(path).values();
        return collections.stream()
                .flatMap(StoredCollection::documents)
                .map(DocumentBytes::decode)
                .map(document -> document.get("_id"))
                .toList();
    }
}
