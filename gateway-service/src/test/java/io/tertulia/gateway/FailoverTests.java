package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;

@TestInstance(Lifecycle.PER_CLASS)
class FailoverTests {

    private final FakeService first = new FakeService("first");
    private final FakeService second = new FakeService("second");
    private final GatewayStack stack =
            new GatewayStack(
                    "CHAT_ROOM_URL=" + first.url() + "," + second.url() + "/",
                    "chat.gateway.upstreams.avoid=1ms",
                    "spring.cloud.gateway.server.webflux.httpclient.response-timeout=500ms");
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @BeforeAll
    void warmUp() {
        post();
    }

    @BeforeEach
    void reset() {
        first.reset();
        second.reset();
        stack.services().forEach(FakeService::reset);
    }

    @AfterAll
    void close() {
        stack.close();
        first.close();
        second.close();
    }

    @Test
    void givesEachInstanceItsTurn() {
        for (int i = 0; i < 6; i++) {
            assertThat(get().statusCode()).isEqualTo(200);
        }

        assertThat(first.count()).isEqualTo(3);
        assertThat(second.count()).isEqualTo(3);
    }

    @Test
    void passesOverAnInstanceThatRefusesConnections() {
        second.die();
        for (int i = 0; i < 4; i++) {
            var answer = post();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("first");
        }

        second.revive();
        for (int i = 0; i < 4; i++) {
            post();
        }
        assertThat(second.count()).isPositive();
    }

    @Test
    void answersUnavailableWhenNoInstanceCanBeReached() {
        stack.presence.die();
        var answer = stack.get("/api/v1/chat/online-status/", "Authorization", "Bearer " + token);
        stack.presence.revive();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"").contains("presence");
    }

    @Test
    void asksElsewhereWhenAnInstanceBreaksOffAReading() {
        breakOff(first);
        for (int i = 0; i < 2; i++) {
            assertThat(get().body()).contains("second");
        }
    }

    @Test
    void neverSendsAChangeTwice() {
        breakOff(first);
        breakOff(second);

        assertThat(post().statusCode()).isEqualTo(503);
        assertThat(first.count() + second.count()).isEqualTo(1);
    }

    @Test
    void answersUnavailableWhenAServiceTakesTooLong() {
        stack.message.behave((_, _) -> Mono.never());

        var answer = stack.get("/api/v1/chat/messages/", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void passesAServicesOwnRefusalOnAsItIs() {
        stack.message.behave(
                (_, response) ->
                        FakeService.answer(
                                response, 409, "application/problem+json", "{\"code\":\"x\"}"));

        var answer = stack.get("/api/v1/chat/messages/", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"code\":\"x\"}");
    }

    private static void breakOff(FakeService service) {
        service.behave(
                (request, _) -> {
                    request.withConnection(connection -> connection.dispose());
                    return Mono.never();
                });
    }

    private HttpResponse<String> get() {
        return stack.get("/api/v1/chat/rooms/", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post() {
        return stack.send(
                stack.request("/api/v1/chat/rooms/")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{}")));
    }
}
