package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.TERTULIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: people come, come back and go. */
class AccountsIT {

    private static final String AUTH = "/api/v1/auth/";
    private static final String SECRET = Person.PASSWORD;

    @Test
    void aNewAccountIsAUser() {
        JsonNode user =
                post(
                                "register/",
                                Map.of(
                                        "username",
                                        name(),
                                        "password",
                                        SECRET,
                                        "first_name",
                                        " María ",
                                        "last_name",
                                        "Nuñez"))
                        .expect(201)
                        .body();

        assertThat(user.propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name");
        assertThat(user.get("first_name").asString()).isEqualTo("María");
    }

    @Test
    void aUsernameIsTakenWhateverItsCase() {
        Person known = Person.register(TERTULIA, "taken");
        String same = known.username().toUpperCase(Locale.ROOT);

        var answer = post("register/", Map.of("username", same, "password", SECRET)).expect(400);

        assertThat(answer.body().at("/errors/username").isArray()).isTrue();
    }

    @Test
    void allThatIsWrongWithARegistrationIsNamedAtOnce() {
        var answer = post("register/", Map.of("username", "a b", "password", "short")).expect(400);

        assertThat(answer.body().get("errors").propertyNames())
                .containsExactlyInAnyOrder("username", "password");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        Person known = Person.register(TERTULIA, "known");

        var wrong = post("login/", Map.of("username", known.username(), "password", "not it, no"));
        var unknown = post("login/", Map.of("username", name(), "password", "not it, no"));

        assertThat(wrong.expect(401).code()).isEqualTo("invalid_credentials");
        assertThat(unknown.expect(401).body().get("detail")).isEqualTo(wrong.body().get("detail"));
    }

    @Test
    void aRefreshTokenGivesAccessUntilTheSessionEnds() {
        Person person = Person.register(TERTULIA, "session");
        var refresh = Map.of("refresh", person.refreshToken());

        var renewed = post("refresh/", refresh).expect(200);
        String access = renewed.body().get("access").asString();
        assertThat(renewed.raw().headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("access_token=");
        Person.call(TERTULIA, access, "GET", "/api/v1/chat/users/me/", null).expect(200);

        var left = post("logout/", refresh).expect(204);
        assertThat(left.raw().headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(post("refresh/", refresh).expect(401).code()).isEqualTo("invalid_token");
    }

    @Test
    void peopleAreFoundByTheBeginningOfAName() {
        String unusual = "zq" + UUID.randomUUID().toString().substring(0, 8);
        Person found = Person.register(TERTULIA, unusual);
        Person seeker = Person.register(TERTULIA, "seeker");

        JsonNode page = seeker.get("/api/v1/chat/users/?q=" + unusual).expect(200).body();

        assertThat(page.get("results")).containsExactly(found.user());
        assertThat(found.get("/api/v1/chat/users/?q=" + unusual).body().get("count").asInt())
                .as("others only")
                .isZero();
        assertThat(seeker.get("/api/v1/chat/users/me/").body()).isEqualTo(seeker.user());
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Person.Answer post(String path, Object body) {
        return Person.call(TERTULIA, null, "POST", AUTH + path, body);
    }
}
