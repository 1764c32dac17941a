package io.tertulia.realtime;

import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.test.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that other services own, as their owners would. */
final class TestTopics {

    private static final List<Topic<?>> OF_OTHERS =
            List.of(
                    Topics.MESSAGE_EVENTS,
                    Topics.MESSAGE_COMMANDS,
                    Topics.COMMAND_REPLIES,
                    Topics.READ_COMMANDS,
                    Topics.READS,
                    Topics.ROOM_EVENTS,
                    Topics.PRESENCE_EVENTS,
                    Topics.CONNECTIONS);

    private TestTopics() {}

    static void create() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Servers.kafka()))) {
            for (Topic<?> topic : OF_OTHERS) {
                create(admin, topic);
            }
        }
    }

    private static void create(Admin admin, Topic<?> topic) {
        try {
            admin.createTopics(List.of(new NewTopic(topic.name(), topic.partitions(), (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
