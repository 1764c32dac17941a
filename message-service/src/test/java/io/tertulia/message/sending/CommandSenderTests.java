package io.tertulia.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.Patience;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

/** Nobody reads the commands of these tests: what a caller hears while no writer answers. */
@Timeout(60)
class CommandSenderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SendingProperties properties = new SendingProperties(PATIENCE, 1);
    private final Topic<MessageCommand> topic =
            new Topic<>(
                    "unread-commands." + UUID.randomUUID(),
                    1,
                    Topics.MESSAGE_COMMANDS.retention(),
                    "/test",
                    Topics.MESSAGE_COMMANDS.types());
    private final ReplyingKafkaTemplate<String, byte[], byte[]> template =
            new SendingConfiguration()
                    .commandTemplate(
                            kafka(),
                            properties,
                            new SendingConfiguration().commandReplies(kafka()));
    private final CommandSender sender =
            new CommandSender(template, topic, properties, Clock.systemUTC());

    private static KafkaProperties kafka() {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(Servers.kafka()));
        return properties;
    }

    @BeforeEach
    void start() throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", Servers.kafka());
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(topic.name(), 1, (short) 1))).all().get();
        }
        template.afterPropertiesSet();
        template.start();
    }

    @AfterEach
    void stop() {
        template.stop();
        template.destroy();
    }

    private static MessageCommand command() {
        return new MessageCommand.DeleteMessage(
                UUID.randomUUID(), UUID.randomUUID(), People.someone("ana"), UUID.randomUUID());
    }

    @Test
    void tellsTheIdToRepeatWhenNoReplyCame() {
        MessageCommand command =
                new MessageCommand.SendMessage(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        People.someone("ana"),
                        "hello",
                        MessageType.TEXT,
                        null,
                        null);
        try (var tap = KafkaTap.on(topic)) {
            assertThatThrownBy(() -> sender.send(command))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(command.id().toString());
            assertThat(tap.await(each -> each.id().equals(command.id())).data()).isEqualTo(command);
        }
    }

    @Test
    void speaksOfNoIdWhereTheClientGaveNone() {
        MessageCommand command = command();

        assertThatThrownBy(() -> sender.send(command))
                .hasMessageContaining("look at the message")
                .hasMessageNotContaining("same id")
                .hasMessageNotContaining(command.id().toString());
    }

    @Test
    void letsNoMoreWaitThanItMay() {
        try (var tap = KafkaTap.on(topic)) {
            MessageCommand first = command();
            var waiting =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            assertThatThrownBy(() -> sender.send(first))
                                                    .isInstanceOf(ProblemException.class));
            tap.await(each -> each.id().equals(first.id()));

            assertThatThrownBy(() -> sender.send(command())).hasMessageContaining("Too many");

            Patience.await().until(() -> !waiting.isAlive());
            assertThatThrownBy(() -> sender.send(command())).hasMessageContaining("in time");
        }
    }
}
