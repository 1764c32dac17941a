package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.RoomPartitions;
import io.tertulia.events.Topics;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.sending.Published;
import io.tertulia.realtime.typing.TypingProperties;
import io.tertulia.realtime.typing.TypingTracker;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Goal: the event of a command reaches who waits for it, and sockets, each on its own account. */
class EventTranslatorTests {

    private static final String SENT =
            Objects.requireNonNull(
                    Topics.MESSAGE_EVENTS.types().get(MessageEvent.MessageSent.class));

    private final UUID room = UUID.randomUUID();
    private final UUID command = UUID.randomUUID();
    private final UUID sender = UUID.randomUUID();
    private final Interest interest = new Interest();
    private final ToldAnswers answers = new ToldAnswers();
    private final EventTranslator translator =
            new EventTranslator(
                    interest,
                    new TypingTracker(
                            bound("chat.realtime.typing", TypingProperties.class),
                            new ManualClock()),
                    answers,
                    bound("chat.realtime.fanout", FanoutProperties.class),
                    new SimpleMeterRegistry());

    @Test
    void tellsWhoWaitsForAnEventAndByARepeatToo() {
        openASocket();
        answers.waiting.add(command);
        var batch = new PollBatch();
        translator.translate(event(command.toString(), whole()), batch);
        translator.translate(event(command.toString(), whole()), batch);

        var published = new Published(command, room, command, sender, 1);
        assertThat(answers.told).containsExactly(published, published);
        assertThat(batch.room(room).frames()).hasSize(1);
    }

    @Test
    void tellsNobodyWhereNobodyWaits() {
        openASocket();
        var batch = new PollBatch();
        translator.translate(event(command.toString(), whole()), batch);

        assertThat(answers.told).isEmpty();
        assertThat(batch.room(room).frames()).hasSize(1);
    }

    @Test
    void tellsWhoWaitsThoughNoSocketShowsTheRoomAnyMore() {
        answers.waiting.add(command);
        var batch = new PollBatch();
        translator.translate(event(command.toString(), whole()), batch);

        assertThat(answers.told).hasSize(1);
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void showsAnEventThatDoesNotSayWhoseMessageItIsOf() {
        openASocket();
        answers.waiting.add(command);
        var batch = new PollBatch();
        String json = "{\"room\":\"%s\",\"seq\":1}".formatted(room);
        translator.translate(event(command.toString(), json), batch);

        assertThat(answers.told).isEmpty();
        assertThat(batch.room(room).frames()).hasSize(1);
    }

    @Test
    void showsAnEventThatDoesNotSayOfWhichCommandItIs() {
        openASocket();
        var batch = new PollBatch();
        translator.translate(event("one", whole()), batch);

        assertThat(answers.told).isEmpty();
        assertThat(batch.room(room).frames()).hasSize(1);
    }

    private void openASocket() {
        var _ = interest.open(room);
    }

    private String whole() {
        return """
               {"id":"%s","room":"%s","seq":1,"sender":{"username":"ana","id":"%s"}}\
               """
                .formatted(command, room, sender);
    }

    private ConsumerRecord<String, byte[]> event(String id, String json) {
        var record =
                new ConsumerRecord<>(
                        Topics.MESSAGE_EVENTS.name(),
                        RoomPartitions.of(room),
                        0,
                        room.toString(),
                        json.getBytes(UTF_8));
        record.headers()
                .add(CloudEventHeaders.ID, id.getBytes(UTF_8))
                .add(CloudEventHeaders.TYPE, SENT.getBytes(UTF_8))
                .add(CloudEventHeaders.SEQUENCE, "1".getBytes(UTF_8));
        return record;
    }

    private static <T> T bound(String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, type);
    }
}
