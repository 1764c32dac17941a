package io.tertulia.room.rooms;

import io.tertulia.test.WithServers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service against real servers, beside a message-service in miniature. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=room-service")
@WithServers
abstract class RoomServiceTest {

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void messageService(DynamicPropertyRegistry registry) {
        // The first address is of nobody: the next instance is asked.
        registry.add(
                "chat.room.message-service.urls",
                () -> "http://127.0.0.1:9," + FakeMessageService.shared().url());
    }

    int port() {
        return port;
    }

    Client someone(String name) {
        return Client.introduced(port, name);
    }
}
