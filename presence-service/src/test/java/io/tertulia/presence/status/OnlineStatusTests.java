package io.tertulia.presence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.events.User;
import io.tertulia.presence.PresenceServiceTest;
import io.tertulia.presence.Rest;
import io.tertulia.presence.Wire;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PresenceServiceTest
@Timeout(60)
class OnlineStatusTests {

    private static final String STATUS = "/api/v1/chat/online-status/";
    private static final String MINE = STATUS + "my_status/";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Rest rest;
    private final Wire wire = new Wire();
    private final User ana = People.someone("Ana");
    private final User bruno = People.someone("Bruno");
    private final User carla = People.someone("Carla");
    private final UUID plaza = UUID.randomUUID();
    private final UUID taberna = UUID.randomUUID();

    OnlineStatusTests(@LocalServerPort int port) {
        rest = new Rest(port);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"online-status/", "online-status", "onlinestatus/", "onlinestatus"})
    void showsThePeopleIShareARoomWith(String path) {
        wire.join(plaza, 1, ana);
        wire.join(plaza, 2, bruno);
        wire.join(taberna, 1, carla);
        Instant seen = wire.lease("a", bruno, LONG, plaza);
        awaitContacts(ana, 1);
        await().until(() -> status(ana, bruno).path("is_online").asBoolean());

        JsonNode page = rest.get("/api/v1/chat/" + path, ana).body();

        assertThat(page.propertyNames())
                .containsExactlyInAnyOrder("count", "next", "previous", "results");
        JsonNode status = page.path("results").path(0);
        assertThat(status.propertyNames())
                .containsExactlyInAnyOrder("user", "is_online", "last_seen");
        assertThat(status.at("/user/id").asString()).isEqualTo(bruno.id().toString());
        assertThat(status.at("/user/username").asString()).isEqualTo(bruno.username());
        assertThat(status.at("/user/first_name").asString()).isEqualTo("Bruno");
        assertThat(status.path("last_seen").asString())
                .isEqualTo(seen.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Test
    void showsSomebodyWhoNeverConnectedAsOffline() {
        wire.join(plaza, 1, ana);
        wire.join(plaza, 2, bruno);
        awaitContacts(ana, 1);

        JsonNode status = status(ana, bruno);

        assertThat(status.path("is_online").asBoolean(true)).isFalse();
        assertThat(status.path("last_seen").isNull()).isTrue();
    }

    @Test
    void showsAPersonOnceHoweverManyRoomsWeShare() {
        for (UUID room : List.of(plaza, taberna)) {
            wire.join(room, 1, ana);
            wire.join(room, 2, bruno);
            wire.join(room, 3, carla);
        }

        awaitContacts(ana, 2);
        assertThat(usernames(rest.get(STATUS, ana).body()))
                .containsExactly(bruno.username(), carla.username());
    }

    @Test
    void hidesSomebodyWhoLeftAndIgnoresOldNews() {
        wire.join(plaza, 1, ana);
        wire.join(plaza, 2, bruno);
        wire.join(plaza, 3, carla);
        awaitContacts(ana, 2);

        wire.leave(plaza, 4, bruno);
        awaitContacts(ana, 1);
        wire.join(plaza, 2, bruno);
        wire.join(plaza, 5, People.someone("Dora"));
        awaitContacts(ana, 2);

        assertThat(usernames(rest.get(STATUS, ana).body())).doesNotContain(bruno.username());
        assertThat(rest.get(STATUS, bruno).body().path("count").asInt()).isZero();
    }

    @Test
    void showsNobodyToSomebodyWithoutRooms() {
        JsonNode page = rest.get(STATUS, ana).body();

        assertThat(page.path("count").asInt(-1)).isZero();
        assertThat(page.path("results").isEmpty()).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void pagesThroughContactsByUsername() {
        List<String> expected = join(7);

        var seen = new ArrayList<String>();
        for (int page = 1; page <= 3; page++) {
            JsonNode body = rest.get(STATUS + "?page_size=3&page=" + page, ana).body();
            assertThat(body.path("count").asInt()).isEqualTo(7);
            assertThat(body.path("next").isNull()).isEqualTo(page == 3);
            assertThat(body.path("previous").isNull()).isEqualTo(page == 1);
            seen.addAll(usernames(body));
        }

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void showsABoundedNumberOfContacts() {
        join(65, 60);

        assertThat(rest.get(STATUS + "?page_size=100", ana).body().path("results")).hasSize(60);
    }

    @Test
    void showsThePeopleOfSmallRoomsBeforeThoseOfALargeOne() {
        join(80, 60);
        // Of all ids these are the last in order.
        User dora = withId("ffffffff-ffff-4fff-bfff-fffffffffff1", "Dora");
        wire.join(taberna, 1, ana, 1);
        wire.join(taberna, 2, dora, 2);

        await().until(() -> usernames(all()).contains(dora.username()));
        assertThat(all().path("count").asInt()).isEqualTo(60);
    }

    @Test
    void showsThoseWhoHaveALargeRoomOpenBeforeTheOthers() {
        User dora = withId("ffffffff-ffff-4fff-bfff-fffffffffff2", "Dora");
        wire.join(plaza, 100, dora, 100);
        join(80, 60);
        assertThat(usernames(all())).doesNotContain(dora.username());

        wire.lease("a", dora, LONG, plaza);

        await().until(() -> usernames(all()).contains(dora.username()));
        assertThat(all().path("count").asInt()).isEqualTo(60);
    }

    @Test
    void findsEverybodyWhereManyRoomsHoldTheSamePeople() {
        for (int i = 0; i < 30; i++) {
            UUID room = UUID.randomUUID();
            wire.join(room, 1, ana, 3);
            wire.join(room, 2, bruno, 3);
            wire.join(room, 3, carla, 3);
        }

        awaitContacts(ana, 2);
        wire.join(plaza, 1, ana, 40);
        wire.join(plaza, 2, withId("ffffffff-ffff-4fff-bfff-fffffffffff3", "Dora"), 40);
        awaitContacts(ana, 3);
    }

    @Test
    void refusesAPageThatCannotBe() {
        Rest.Answer answer = rest.get(STATUS + "?page=0", ana);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/page").isArray()).isTrue();
    }

    @Test
    void tellsMeMyOwnStatus() {
        JsonNode before = rest.get(MINE, ana).body();
        assertThat(before.at("/user/id").asString()).isEqualTo(ana.id().toString());
        assertThat(before.path("is_online").asBoolean(true)).isFalse();
        assertThat(before.path("last_seen").isNull()).isTrue();

        wire.lease("a", ana, LONG, plaza);
        await().until(() -> rest.get(MINE, ana).body().path("is_online").asBoolean());
        assertThat(
                        rest.get("/api/v1/chat/onlinestatus/my_status", ana)
                                .body()
                                .path("is_online")
                                .asBoolean())
                .isTrue();

        Instant closed = wire.lease("a", ana, LONG);
        await().until(() -> !rest.get(MINE, ana).body().path("is_online").asBoolean());
        assertThat(rest.get(MINE, ana).body().path("last_seen").asString())
                .isEqualTo(closed.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {STATUS, MINE, "/api/v1/chat/onlinestatus/"})
    void letsNobodyInWithoutAGoodToken(String path) {
        assertThat(rest.get(path, (String) null).status()).isEqualTo(401);
        assertThat(rest.get(path, "nonsense").status()).isEqualTo(401);
        assertThat(rest.get(path, TestIssuer.shared().tokenExpired(ana)).status()).isEqualTo(401);
        assertThat(rest.get(path, TestIssuer.stranger().token(ana)).status()).isEqualTo(401);
        assertThat(rest.get(path, (String) null).body().path("code").asString())
                .isEqualTo("unauthorized");
    }

    private List<String> join(int people) {
        return join(people, people);
    }

    private List<String> join(int people, int shown) {
        var usernames = new ArrayList<String>();
        wire.join(plaza, 1, ana);
        for (int i = 0; i < people; i++) {
            User user = People.someone("Guest");
            usernames.add(user.username());
            wire.join(plaza, i + 2, user, i + 2);
        }
        awaitContacts(ana, shown);
        return usernames.stream().sorted().toList();
    }

    private JsonNode all() {
        return rest.get(STATUS + "?page_size=100", ana).body();
    }

    private static User withId(String id, String name) {
        return new User(UUID.fromString(id), name + UUID.randomUUID(), name, "");
    }

    private void awaitContacts(User caller, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rest.get(STATUS, caller).body().path("count").asInt() == count);
    }

    private JsonNode status(User caller, User of) {
        for (JsonNode status : rest.get(STATUS, caller).body().path("results")) {
            if (status.at("/user/id").asString().equals(of.id().toString())) {
                return status;
            }
        }
        throw new AssertionError("%s does not see %s".formatted(caller, of));
    }

    private static List<String> usernames(JsonNode page) {
        var usernames = new ArrayList<String>();
        page.path("results")
                .forEach(status -> usernames.add(status.at("/user/username").asString()));
        return usernames;
    }
}
