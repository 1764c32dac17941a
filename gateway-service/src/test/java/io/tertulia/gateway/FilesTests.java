package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTests {

    private final GatewayStack stack = GatewayStack.shared();

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=UTF-8",
        "/index.html, text/html;charset=UTF-8",
        "/test-files/probe.js, text/javascript;charset=UTF-8",
        "/test-files/probe.css, text/css;charset=UTF-8",
        "/openapi.yaml, application/yaml",
        "/asyncapi.yaml, application/yaml",
        "/schemas/message.v1.json, application/json",
    })
    void servesTheWebClient(String path, String type) {
        var answer = stack.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/js/nothing.js", "/nothing", "/api/v1/chat/rooms/", "/openapi.yaml"})
    void guardsWhateverItAnswers(String path) {
        var headers = stack.get(path).headers();

        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-site");
        assertThat(headers.allValues("Permissions-Policy"))
                .singleElement()
                .asString()
                .contains("camera=()", "microphone=()", "geolocation=()");
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-", "*");
        assertThat(headers.allValues("Server")).isEmpty();
    }

    @Test
    void guardsItsPages() {
        assertThat(stack.get("/").headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'self'")
                .contains("object-src 'none'")
                .contains("base-uri 'none'")
                .contains("connect-src 'self' ws://127.0.0.1:" + stack.port());
    }

    @Test
    void guardsWhatIsNoPage() {
        assertThat(stack.get("/api/v1/chat/rooms/").headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void sendsAFileOnlyOnceToWhoKeepsIt() {
        String etag = stack.get("/").headers().firstValue("ETag").orElseThrow();

        var again = stack.get("/", "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(stack.get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutABody() {
        var answer = stack.send(stack.request("/").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow()).isPositive();
    }

    @Test
    void takesNoOtherMethod() {
        var answer = stack.send(stack.request("/").POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
        assertThat(answer.body()).contains("\"code\":\"method_not_allowed\"");
    }

    @Test
    void servesNothingElseOfTheClassPath() {
        for (String path :
                new String[] {
                    "/gateway-service.yml", "/static/index.html", "/test-files/", "/js/"
                }) {
            assertThat(stack.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }
}
