package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.DAVE;
import static io.tertulia.system.protocol.Cast.MESSAGES;
import static io.tertulia.system.protocol.Cast.ROOMS;
import static io.tertulia.system.protocol.Cast.TERTULIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: each status of the contract comes as a problem with its code, whoever answers. */
class ProblemsIT {

    private static final String UNKNOWN = "6f1c2d0a-0000-4000-8000-000000000000";

    private final String room = ALICE.createRoom("Problems", BOB);

    @ParameterizedTest
    @CsvSource({
        "POST, messages/, '{\"content\": \"x\"}', 400, invalid",
        "POST, messages/, '{', 400, malformed",
        "POST, messages/, '[]', 400, malformed",
        "GET, rooms/?page=0, '', 400, invalid",
        "GET, rooms/?page_size=101, '', 400, invalid",
        "GET, rooms/%ED%A0%80/, '', 400, malformed",
        "GET, rooms/?page=%C0%AF, '', 400, malformed",
        "GET, rooms/6f1c2d0a-0000-4000-8000-000000000000/, '', 404, not_found",
        "GET, rooms/123/, '', 404, not_found",
        "GET, messages/6f1c2d0a-0000-4000-8000-000000000000/, '', 404, not_found",
        "GET, nothing/, '', 404, not_found",
        "PUT, rooms/, '{}', 405, method_not_allowed",
        "DELETE, users/, '', 405, method_not_allowed",
    })
    void aWrongRequestIsTold(String method, String path, String body, int status, String code) {
        var answer =
                Person.call(
                        TERTULIA,
                        ALICE.token(),
                        method,
                        "/api/v1/chat/" + path,
                        body.isEmpty() ? null : body);

        assertIsProblem(answer, status, code);
    }

    @Test
    void aBadTokenIsTold() {
        assertIsProblem(Person.call(TERTULIA, "nonsense", "GET", ROOMS, null), 401, "unauthorized");
    }

    @Test
    void aStrangerIsTold() {
        assertIsProblem(DAVE.get(ROOMS + room + "/messages/"), 403, "not_a_participant");
        assertIsProblem(BOB.patch(ROOMS + room + "/", Map.of("name", "x")), 403, "forbidden");
    }

    @Test
    void aForeignPageIsTold() {
        assertIsProblem(
                Person.send(
                        request(ROOMS)
                                .header("Origin", "https://evil.example")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"name\": \"x\"}"))),
                403,
                "origin_not_allowed");
    }

    @Test
    void aConflictIsTold() {
        String id = ALICE.say(room, "taken").get("id").asString();

        assertIsProblem(
                BOB.post(MESSAGES, Map.of("id", id, "room", room, "content", "x")),
                409,
                "id_taken");
    }

    @Test
    void aBodyThatIsTooLargeIsTold() {
        String large = "{\"content\": \"%s\"}".formatted("x".repeat(1_100_000));

        assertIsProblem(
                Person.send(
                        request(MESSAGES)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(large))),
                413,
                "too_large");
    }

    @Test
    void anotherTypeIsTold() {
        assertIsProblem(
                Person.send(
                        request(MESSAGES)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("hello"))),
                415,
                "unsupported_media_type");
    }

    @Test
    void whoIsTooFastIsToldHowLongToWait() {
        Person hasty = Person.register(TERTULIA, "hasty");

        var refused =
                Stream.generate(() -> hasty.get("/api/v1/chat/users/" + UNKNOWN + "/"))
                        .limit(3_000)
                        .filter(answer -> answer.status() == 429)
                        .findFirst();

        // A slow machine may not be able to be too fast.
        refused.ifPresent(
                answer -> {
                    assertIsProblem(answer, 429, "too_fast");
                    assertThat(answer.raw().headers().firstValueAsLong("Retry-After").orElse(0))
                            .isPositive();
                });
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(TERTULIA.uri(path))
                .header("Authorization", "Bearer " + ALICE.token());
    }

    private static void assertIsProblem(Person.Answer answer, int status, String code) {
        answer.expect(status);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse(""))
                .isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
        assertThat(answer.body().get("title").asString()).isNotEmpty();
        assertThat(answer.body().get("detail").asString()).isNotEmpty();
    }
}
