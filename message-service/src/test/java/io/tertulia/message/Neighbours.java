package io.tertulia.message;

import io.tertulia.events.Topics;
import io.tertulia.test.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Gives the service its neighbours: room-service and the topic that room-service owns. */
@TestConfiguration(proxyBeanMethods = false)
public class Neighbours {

    @Bean
    DynamicPropertyRegistrar roomService() {
        createRoomEvents();
        return registry -> registry.add("CHAT_ROOM_URL", FakeRoomService.shared()::url);
    }

    private static void createRoomEvents() {
        Map<String, Object> config = Map.of("bootstrap.servers", Servers.kafka());
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(
                                            Topics.ROOM_EVENTS.name(),
                                            Topics.ROOM_EVENTS.partitions(),
                                            (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
