package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTests {

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/login/, identity",
        "/api/v1/auth/register, identity",
        "/oauth2/jwks, identity",
        "/.well-known/openid-configuration, identity",
        "/api/v1/chat/users/?q=an, room",
        "/api/v1/chat/users/me/, room",
        "/api/v1/chat/rooms, room",
        "/api/v1/chat/rooms/, room",
        "/api/v1/chat/rooms/direct_chat/, room",
        "/api/v1/chat/rooms/17/, room",
        "/api/v1/chat/rooms/17/join/, room",
        "/api/v1/chat/rooms/17/participants/4/, room",
        "/api/v1/chat/rooms/17/messages, message",
        "/api/v1/chat/rooms/17/messages/?page=2, message",
        "/api/v1/chat/rooms/17/changes/?after=3, message",
        "/api/v1/chat/rooms/17/mark_all_read/, message",
        "/api/v1/chat/messages, message",
        "/api/v1/chat/messages/search/?q=canci%C3%B3n+x, message",
        "/api/v1/chat/messages/9/reactions/%E2%9D%A4%EF%B8%8F/, message",
        "/api/v1/chat/attachments/3/, message",
        "/api/v1/chat/online-status/, presence",
        "/api/v1/chat/online-status/my_status/, presence",
        "/api/v1/chat/onlinestatus/, presence",
    })
    void sendsEveryPathToItsService(String path, String service) {
        var response = stack.get(path, "Authorization", "Bearer " + token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"service\":\"" + service + "\"}");
        var asked = stack.services().stream().filter(s -> s.count() == 1).toList();
        assertThat(asked).singleElement().extracting(FakeService::name).isEqualTo(service);
        assertThat(asked.getFirst().last().uri()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/room-heads/",
                "/internal/rooms/1/members/2/",
                "/actuator",
                "/actuator/env",
                "/actuator/gateway/routes",
                "/actuator/heapdump",
                "/api/v2/chat/rooms/",
                "/api/v1/other/",
                "/oauth2/token",
                "/error",
                "/nothing.html",
            })
    void answersNotFoundToWhatIsNotOnTheTable(String path) {
        var response = stack.get(path, "Authorization", "Bearer " + token);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"not_found\"");
        assertThat(stack.services()).allMatch(service -> service.count() == 0);
    }

    @Test
    void passesMethodsAndBodiesOn() {
        var response =
                stack.send(
                        stack.request("/api/v1/chat/messages/")
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "{\"content\":\"hola\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(stack.message.last().method()).isEqualTo("PATCH");
        assertThat(stack.message.last().body()).isEqualTo("{\"content\":\"hola\"}");
    }
}
