package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
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

    @Test
    void needsNoIdentityServiceWhereAnotherIssuerTakesItsPlace() {
        String token = TestIssuer.shared().token(People.someone("ana"));
        try (var stack = new GatewayStack("CHAT_IDENTITY_URL=")) {
            stack.identity.die();

            awaitStatus(stack, 200);
            assertThat(stack.get(READINESS).body()).doesNotContain("identity");
            assertThat(
                            stack.get("/api/v1/chat/rooms/", "Authorization", "Bearer " + token)
                                    .statusCode())
                    .isEqualTo(200);
            for (String path : List.of("/api/v1/auth/login/", "/oauth2/jwks")) {
                var answer = stack.get(path);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("\"code\":\"not_found\"");
            }
            stack.room.die();
            awaitStatus(stack, 503);
        }
    }

    private static void awaitStatus(GatewayStack stack, int status) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stack.get(READINESS).statusCode() == status);
    }
}
