package io.tertulia.message.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.attachments.images.Thumbnail;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import io.tertulia.test.People;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadSweeperTests {

    private static final int BYTES = 600_000;

    private final Shelf stage = new Shelf();
    private final User ana = People.someone("ana");
    private final UUID room = UUID.randomUUID();

    @AfterEach
    void close() {
        stage.close();
    }

    /** All that a process does up to the point at which an upload is whole. */
    private UUID received(byte[] content) throws IOException {
        UUID id = UUID.randomUUID();
        stage.shelf.begin(id, ana.id(), content.length);
        stage.shelf.store(id, "image/png", new byte[0], new ByteArrayInputStream(content));
        stage.shelf.store(id, new Thumbnail("image/jpeg", new byte[900]));
        return id;
    }

    private Upload upload() throws IOException {
        UUID id = received(new byte[BYTES]);
        var attachment = new Attachment(id, "a.png", "image/png", BYTES, "/a/", 1, 1, null);
        var upload =
                new Upload(
                        id,
                        new RoomUser(room, ana.id()),
                        UploadState.READY,
                        stage.clock.instant(),
                        attachment);
        assertThat(stage.shelf.complete(upload)).isTrue();
        return upload;
    }

    private Change sent(Upload upload, long seq) {
        UUID id = UUID.randomUUID();
        var origin = new LogOffset("epoch", 0, seq);
        var message =
                new Message(
                        id,
                        room,
                        seq,
                        seq,
                        ana,
                        "",
                        MessageType.IMAGE,
                        null,
                        upload.attachment(),
                        stage.clock.instant(),
                        null,
                        false,
                        false,
                        Map.of());
        var cause = new Change.Cause(id, origin, ana.id(), stage.clock.instant());
        var head = new RoomHead(room, seq, seq, stage.clock.instant(), origin);
        return new Change(head, cause, ChangeType.MESSAGE, message, seq, List.of());
    }

    private void pass(Duration time, Duration more) {
        stage.clock.pass(time.plus(more));
    }

    private long count(String collection) {
        return stage.database.getCollection(collection).countDocuments();
    }

    private void assertThatNothingIsLeft() {
        for (String name : List.of("uploads", "attachments.files", "attachments.chunks")) {
            assertThat(count(name)).as(name).isZero();
        }
    }

    private void assertThatAllIsThere() {
        assertThat(count("uploads")).isEqualTo(1);
        assertThat(count("attachments.files")).isEqualTo(2);
        assertThat(count("attachments.chunks")).isEqualTo(4);
    }

    @Test
    void whatIsNeverSentIsRemovedAfterAllItsTime() throws IOException {
        upload();

        pass(Shelf.UNSENT_FOR, Shelf.GRACE);
        stage.sweeper.sweep();
        assertThatAllIsThere();
        pass(Duration.ofMillis(1), Duration.ZERO);
        stage.sweeper.sweep();

        assertThatNothingIsLeft();
    }

    @Test
    void whatIsSentStays() throws IOException {
        Change sent = sent(upload(), 1);
        stage.log.changes().append(List.of(sent));
        stage.log.uploads().markSent(List.of(sent));

        pass(Shelf.UNSENT_FOR, Duration.ofDays(1_000));
        stage.sweeper.sweep();

        assertThatAllIsThere();
    }

    @Test
    void whatIsSentStaysEvenIfItsWriterDiedBeforeItSaidSo() throws IOException {
        Upload upload = upload();
        stage.log.changes().append(List.of(sent(upload, 1)));

        pass(Shelf.UNSENT_FOR, Duration.ofDays(1_000));
        stage.sweeper.sweep();

        assertThatAllIsThere();
        assertThat(stage.log.uploads().find(upload.id()).map(Upload::state))
                .contains(UploadState.SENT);
    }

    @Test
    void whatIsRemovedCanNeverBeSentAgain() throws IOException {
        Upload upload = upload();
        pass(Shelf.UNSENT_FOR, Duration.ofDays(1));
        stage.sweeper.sweep();

        assertThat(stage.log.changes().spent(List.of(upload.id()))).containsOnly(upload.id());
    }

    @Test
    void whatAProcessLeftHalfWayIsRemoved() throws IOException {
        UUID id = UUID.randomUUID();
        stage.shelf.begin(id, ana.id(), BYTES);
        try {
            stage.shelf.store(id, "image/png", new byte[0], new BreakingOff());
        } catch (Killed e) {
            assertThat(count("attachments.chunks")).isEqualTo(2);
        }
        received(new byte[BYTES]);

        pass(Shelf.PATIENCE, Shelf.PATIENCE);
        stage.sweeper.sweep();
        assertThat(count("uploads")).isEqualTo(2);
        pass(Duration.ofMillis(1), Duration.ZERO);
        stage.sweeper.sweep();

        assertThatNothingIsLeft();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Two chunks, and then the process is no more. */
    private static final class BreakingOff extends InputStream {
        private int left = BYTES;

        @Override
        public int read() {
            if (left-- == 0) {
                throw new Killed();
            }
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left < length) {
                throw new Killed();
            }
            left -= length;
            return length;
        }
    }

    @Test
    void whatWasGivenUpCannotBecomeWholeAnyMore() throws IOException {
        UUID id = received(new byte[10]);
        pass(Shelf.PATIENCE, Shelf.PATIENCE.multipliedBy(2));
        stage.sweeper.sweep();

        var attachment = new Attachment(id, "a", "image/png", 10, "/a/", null, null, null);
        var who = new RoomUser(room, ana.id());
        assertThat(
                        stage.shelf.complete(
                                new Upload(
                                        id,
                                        who,
                                        UploadState.READY,
                                        stage.clock.instant(),
                                        attachment)))
                .isFalse();
        assertThatNothingIsLeft();
    }

    @Test
    void aRemovalThatWasInterruptedGoesOn() throws IOException {
        for (String emptied : List.of("attachments.chunks", "attachments.files", "")) {
            Upload upload = upload();
            assertThat(stage.log.uploads().doom(upload.id(), UploadState.READY)).isTrue();
            if (!emptied.isEmpty()) {
                stage.database.getCollection(emptied).deleteMany(new Document());
            }

            stage.sweeper.sweep();

            assertThatNothingIsLeft();
        }
    }

    @Test
    void whatADeletedMessageShowedIsRemoved() throws IOException {
        Change sent = sent(upload(), 1);
        stage.log.changes().append(List.of(sent));
        stage.log.uploads().markSent(List.of(sent));
        stage.log.uploads().doomOf(List.of(sent.after().id(), UUID.randomUUID()));
        stage.log.uploads().markSent(List.of(sent));

        stage.sweeper.sweep();

        assertThatNothingIsLeft();
    }

    @Test
    void aRoundHasAnEnd() throws IOException {
        for (int i = 0; i < Shelf.BATCH + 1; i++) {
            upload();
        }
        pass(Shelf.UNSENT_FOR, Duration.ofDays(1));

        stage.sweeper.sweep();
        assertThat(count("uploads")).isEqualTo(1);
        stage.sweeper.sweep();

        assertThatNothingIsLeft();
    }

    @Test
    void severalInstancesMaySweepAtOnce() throws Exception {
        for (int i = 0; i < 2 * Shelf.BATCH; i++) {
            upload();
        }
        pass(Shelf.UNSENT_FOR, Duration.ofDays(1));

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> rounds =
                    Stream.<Future<?>>generate(() -> threads.submit(stage.sweeper::sweep))
                            .limit(16)
                            .toList();
            for (Future<?> round : rounds) {
                round.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThatNothingIsLeft();
    }
}
