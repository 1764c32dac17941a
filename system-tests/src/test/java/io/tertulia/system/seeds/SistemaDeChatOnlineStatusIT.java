package io.tertulia.system.seeds;

import static io.tertulia.system.seeds.Residents.ANA;
import static io.tertulia.system.seeds.Residents.BRUNO;
import static io.tertulia.system.seeds.Residents.MALLORY;
import static io.tertulia.system.seeds.Residents.TERTULIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Sistema de Chat: Endpoints de OnlineStatus")
class SistemaDeChatOnlineStatusIT {

    private final String room = ANA.createRoom("Presencia", BRUNO);

    @Test
    @DisplayName("`GET /api/v1/chat/online-status/`: Estados online de contactos")
    void getOnlineStatusTellsOfTheContacts() {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(contactsOf(ANA))
                                        .contains(BRUNO.id())
                                        .doesNotContain(MALLORY.id(), ANA.id()));
    }

    @Test
    @DisplayName("`GET /api/v1/chat/online-status/my_status/`: Mi estado online")
    void getMyStatusTellsOfMe() {
        Person loner = Person.register(TERTULIA, "sola");
        JsonNode before = loner.get("/api/v1/chat/online-status/my_status/").expect(200).body();
        assertThat(before.get("user")).isEqualTo(loner.user());
        assertThat(before.get("is_online").asBoolean()).isFalse();

        try (var socket = loner.open(loner.createRoom("Aquí"))) {
            socket.await("ready");
            Awaitility.await().until(() -> status(loner).get("is_online").asBoolean());
        }
    }

    @Test
    @DisplayName("Seguimiento de usuarios conectados")
    void connectedUsersAreTracked() {
        try (var his = BRUNO.open(room)) {
            his.await("ready");
            Awaitility.await().until(() -> statusOfBruno().get("is_online").asBoolean());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !statusOfBruno().get("is_online").asBoolean());
    }

    @Test
    @DisplayName("Última vez visto")
    void lastSeenIsTold() {
        Person guest = Person.register(TERTULIA, "visita");
        Instant before = Instant.now().minusSeconds(1);
        try (var socket = guest.open(guest.createRoom("Breve"))) {
            socket.await("ready");
            Awaitility.await().until(() -> status(guest).get("is_online").asBoolean());
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !status(guest).get("is_online").asBoolean());

        Instant seen = Instant.parse(status(guest).get("last_seen").asString());
        assertThat(seen).isBetween(before, Instant.now().plusSeconds(1));
    }

    private static JsonNode status(Person person) {
        return person.get("/api/v1/chat/online-status/my_status/").expect(200).body();
    }

    private static JsonNode statusOfBruno() {
        return ANA.get("/api/v1/chat/online-status/")
                .expect(200)
                .body()
                .get("results")
                .valueStream()
                .filter(status -> status.at("/user/id").asString().equals(BRUNO.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> contactsOf(Person person) {
        return person.get("/api/v1/chat/online-status/")
                .expect(200)
                .body()
                .get("results")
                .valueStream()
                .map(status -> status.at("/user/id").asString())
                .toList();
    }
}
