package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.message.Attachment;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.CommandReply.Refused;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.Refusal;
import io.tertulia.message.Patience;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.Upload;
import io.tertulia.message.log.UploadState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the writer leaves of uploads, wherever it dies and whoever sweeps meanwhile. */
@Timeout(60)
class AttachmentWritingTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    private UUID upload(Ask by, Duration age) {
        UUID id = UUID.randomUUID();
        Instant since = Clock.systemUTC().instant().minus(age).truncatedTo(ChronoUnit.MILLIS);
        stage.log.uploads().begin(id, by.by().id(), 9, since);
        var attachment = new Attachment(id, "a", "image/png", 9, "/a/", 1, 1, null);
        var who = new RoomUser(by.room(), by.by().id());
        stage.log.uploads().complete(new Upload(id, who, UploadState.READY, since, attachment));
        return id;
    }

    private UUID upload(Ask by) {
        return upload(by, Duration.ofHours(1));
    }

    private Optional<UploadState> state(UUID upload) {
        return stage.log.uploads().find(upload).map(Upload::state);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void uploadsFollowTheirMessagesAfterACrashAt(Step step) {
        Ask ana = stage.ask();
        UUID kept = upload(ana);
        UUID deleted = upload(ana);
        UUID before = upload(ana);
        MessageCommand.SendMessage early = ana.attach(before);
        MessageCommand.SendMessage second = ana.attach(deleted);
        List<MessageCommand> batch =
                List.of(
                        ana.attach(kept),
                        second,
                        ana.delete(second.id()),
                        ana.delete(early.id()),
                        ana.attach(kept));
        var death = new Death(step, 2);
        WriterLoop dying = stage.start(death::store, death::publisher);
        stage.askAndWait(early);

        batch.forEach(stage::append);
        Patience.await().until(() -> !dying.isRunning());
        stage.start();
        assertThat(stage.askAndWait(ana.send("after the crash"))).isInstanceOf(Accepted.class);

        assertThat(state(kept)).contains(UploadState.SENT);
        assertThat(state(deleted)).contains(UploadState.DOOMED);
        assertThat(state(before)).contains(UploadState.DOOMED);
        assertThat(stage.repliesTo(batch.getLast()))
                .last()
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.code()).isEqualTo(Refusal.UNKNOWN_ATTACHMENT));
    }

    @Test
    void anUploadWhoseWriterDiedIsMarkedByTheNextChangeOfItsRoom() {
        Ask ana = stage.ask();
        UUID id = upload(ana);
        BatchWriter dying = stage.batchWriter(new Death(Step.BEFORE_MESSAGES, 1).store(stage.log));
        try {
            dying.write(stage.batch(0, ana.attach(id)));
        } catch (Death.Killed e) {
            assertThat(state(id)).contains(UploadState.READY);
        }

        stage.batchWriter(new LogStore(stage.log)).write(stage.batch(1, ana.send("next")));

        assertThat(state(id)).contains(UploadState.SENT);
    }

    @Test
    void aWriterThatIsLateCannotSendWhatWasSwept() {
        Ask ana = stage.ask();
        UUID id = upload(ana);
        MessageCommand.SendMessage send = ana.attach(id);
        MessageCommand.SendMessage next = ana.send("next");
        // It has decided, and is stopped before it comes to the gate.
        var late =
                new LogStore(stage.log) {
                    @Override
                    void append(List<Change> changes) {
                        assertThat(stage.log.changes().seal(id)).isEmpty();
                        super.append(changes);
                    }
                };

        stage.batchWriter(late).write(stage.batch(0, send, next));

        assertThat(stage.log.changes().byCommand(List.of(send.id(), next.id())))
                .containsOnlyKeys(next.id());
        assertThat(stage.log.heads().find(ana.room()).lastSeq()).isEqualTo(1);
    }

    @Test
    void whatWasSentCannotBeSealed() {
        Ask ana = stage.ask();
        UUID id = upload(ana);
        MessageCommand.SendMessage send = ana.attach(id);
        stage.batchWriter(new LogStore(stage.log)).write(stage.batch(0, send));

        assertThat(stage.log.changes().seal(id))
                .map(change -> change.after().id())
                .contains(send.id());
        assertThat(stage.log.changes().spent(List.of(id, UUID.randomUUID()))).containsOnly(id);
    }

    @Test
    void anUploadIsOnlyGoodForADay() {
        Ask ana = stage.ask();
        stage.start();

        assertThat(stage.askAndWait(ana.attach(upload(ana, Duration.ofHours(25)))))
                .isInstanceOf(Refused.class);
        assertThat(stage.askAndWait(ana.attach(upload(ana, Duration.ofHours(23)))))
                .isInstanceOf(Accepted.class);
    }
}
