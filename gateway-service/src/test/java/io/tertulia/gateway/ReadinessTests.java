package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTests {

    private static final String READINESS = "/actuator/health/readiness";

    @Test
    void isReadyExactlyWhileEveryServiceHasAReadyInstance() {
        try (var spare = new FakeService("spare");
                var stack =
                        new GatewayStack(
                                "chat.gateway.readiness.remember=10ms",
                                "CHAT_PRESENCE_URL=http://127.0.0.1:1," + spare.url())) {
            awaitStatus(stack, 200);

            for (FakeService service :
                    List.of(stack.identity, stack.room, stack.message, stack.realtime, spare)) {
                service.behave((_, response) -> FakeService.answer(response, 503, "{}"));
                awaitStatus(stack, 503);
                service.reset();
                awaitStatus(stack, 200);
            }

            stack.message.die();
            awaitStatus(stack, 503);
            String body = stack.get(READINESS).body();
            assertThat(body)
                    .contains("\"message\":{\"status\":\"DOWN\"}")
                    .contains("\"room\":{\"status\":\"UP\"}")
                    .doesNotContain("127.0.0.1");
            assertThat(stack.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(stack.room.last().uri()).isEqualTo(READINESS);
        }
    }

    private static void awaitStatus(GatewayStack stack, int status) {
        await().atMost(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack.get(READINESS).statusCode() == status);
    }
}
