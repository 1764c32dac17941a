package io.tertulia.message.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesCollectionTests {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final User ANA = People.someone("Ana");

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final MongoDatabase database = client.getDatabase("messages-" + UUID.randomUUID());
    private final MessagesCollection messages = new MessagesCollection(database);
    private final UUID room = UUID.randomUUID();

    @AfterEach
    void close() {
        database.drop();
        client.close();
    }

    private LoggedMessage sent(UUID id, long number) {
        return state(id, number, number, "sent");
    }

    private LoggedMessage state(UUID id, long number, long stateSeq, String content) {
        var message =
                new Message(
                        id,
                        room,
                        number,
                        number,
                        ANA,
                        content,
                        MessageType.TEXT,
                        null,
                        null,
                        NOON,
                        null,
                        false,
                        false,
                        Map.of());
        return new LoggedMessage(message, stateSeq);
    }

    private String content(UUID id) {
        return messages.byMessageId(id).orElseThrow().message().content();
    }

    @Test
    void keepsWhatIsNewAndWhatChangedSinceItWasSent() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();

        messages.put(List.of(sent(one, 1), state(two, 2, 3, "edited")));

        assertThat(messages.byMessageId(List.of(one, two)))
                .containsEntry(one, sent(one, 1))
                .containsEntry(two, state(two, 2, 3, "edited"));
    }

    @Test
    void aReplayOfTheSendingDoesNotUndoAnEdit() {
        UUID id = UUID.randomUUID();
        messages.put(List.of(sent(id, 1)));
        messages.put(List.of(state(id, 1, 2, "edited")));

        messages.put(List.of(sent(id, 1)));

        assertThat(content(id)).isEqualTo("edited");
    }

    @Test
    void whatIsNewIsThereAfterAReplayOfTheBatchOfWhichAPartWasStored() {
        List<UUID> ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        messages.put(List.of(sent(ids.get(1), 2)));

        messages.put(List.of(sent(ids.get(0), 1), sent(ids.get(1), 2), sent(ids.get(2), 3)));

        assertThat(messages.byMessageId(ids)).containsOnlyKeys(ids);
    }

    @Test
    void twoMessagesOfOneIdAreAConflict() {
        UUID id = UUID.randomUUID();
        messages.put(List.of(sent(id, 1)));

        assertThatThrownBy(() -> messages.put(List.of(sent(id, 2))))
                .isInstanceOf(LogConflict.class);
    }
}
