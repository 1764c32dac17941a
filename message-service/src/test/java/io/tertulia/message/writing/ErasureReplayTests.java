package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.message.Patience;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch is replayed after the text of a message in it was erased. */
@Timeout(60)
class ErasureReplayTests {

    private final WriterStage stage = new WriterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aReplayBringsNoErasedTextBackAndPublishesTheSamePlaces() {
        Ask ana = stage.ask();
        var send = ana.send("secret");
        MessageCommand[] batch = {
            send, ana.send(UUID.randomUUID(), "answer", send.id()), ana.delete(send.id())
        };
        BatchWriter writer = stage.batchWriter(new LogStore(stage.log));
        writer.write(stage.batch(0, batch));
        stage.log.changes().erase(Set.of(send.id()));
        stage.log.messages().erase(Set.of(send.id()));

        writer.forget();
        writer.write(stage.batch(0, batch));

        Patience.await().until(() -> stage.events.seen().size() == 6);
        List<String> places =
                stage.events.seen().stream().map(e -> e.sequence() + " " + e.id()).toList();
        assertThat(places.subList(3, 6)).isEqualTo(places.subList(0, 3));
        Message stored = stage.log.messages().byMessageId(send.id()).orElseThrow().message();
        assertThat(stored.isDeleted()).isTrue();
        assertThat(stage.database.getCollection("changes").find())
                .noneMatch(document -> document.toJson().contains("secret"));
        assertThat(stage.database.getCollection("messages").find())
                .noneMatch(document -> document.toJson().contains("secret"));
    }
}
