package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.realtime.sockets.SocketServer;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import io.tertulia.test.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Goal: a second instance beside the first, and what its sockets see when it stops. */
class RestartTests extends RealtimeTest {

    private final User alice = People.someone("Alice");
    private final User bob = People.someone("Bob");
    private final MiniRoom room = messages.room(alice, bob);

    @Test
    void servesARoomFromTwoInstancesAndTellsWhenToComeBackWhenOneStops() {
        ConfigurableApplicationContext second = startAnother();
        int port = second.getBean(SocketServer.class).port();
        try (var here = SocketClient.open(port(), alice, room.id());
                var there = SocketClient.open(port, bob, room.id());
                var alsoThere = SocketClient.open(port, bob, room.id());
                var tap = KafkaTap.on(Topics.CONNECTIONS)) {
            here.say("c", "across instances");
            here.send("{\"action\":\"typing\",\"is_typing\":true}");
            assertThat(there.await("message")).isEqualTo(here.await("message"));
            there.await("typing");

            second.close();

            List<String> closings = List.of(there.awaitClosed(), alsoThere.awaitClosed());
            assertThat(closings).allMatch(closing -> closing.matches("1012 \\d+"));
            assertThat(closings).doesNotHaveDuplicates();
            assertThat(tap.await(e -> e.key().equals(bob.id()) && e.data().rooms().isEmpty()))
                    .isNotNull();
            here.say("d", "still here");
            here.await("message", 2);
        } finally {
            second.close();
        }
    }

    private static ConfigurableApplicationContext startAnother() {
        SpringApplication application = RealtimeServiceApplication.prepare();
        Map<String, String> settings =
                Map.of(
                        "PORT", "0",
                        "CHAT_SOCKETS_PORT", "0",
                        "CHAT_KAFKA", Servers.kafka(),
                        "CHAT_OIDC_ISSUER", TestIssuer.shared().issuer(),
                        "CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri(),
                        "CHAT_ROOM_URL", MiniMessageService.shared().url(),
                        "CHAT_MESSAGE_URL", MiniMessageService.shared().url());
        return application.run(
                Stream.concat(
                                settings.entrySet().stream()
                                        .map(e -> "--" + e.getKey() + "=" + e.getValue()),
                                Stream.of("--chat.realtime.sockets.restart-spread=10s"))
                        .toArray(String[]::new));
    }
}
