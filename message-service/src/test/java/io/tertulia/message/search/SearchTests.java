package io.tertulia.message.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.message.Chat;
import io.tertulia.message.FakeRoomService;
import io.tertulia.message.Patience;
import io.tertulia.message.ServiceTest;
import io.tertulia.test.People;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Timeout(120)
class SearchTests {

    private static final String SEARCH = "/api/v1/chat/messages/search/";

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Chat chat;
    private UUID room = UUID.randomUUID();

    SearchTests(@LocalServerPort @Autowired int port) {
        chat = new Chat(port);
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        Patience.await().until(() -> chat.send(ana, room, "first").status() == 201);
        awaitHits(bob, "q=first", 1);
    }

    private JsonNode search(User caller, String query) {
        return chat.get(caller, SEARCH + "?" + query).body();
    }

    private static List<String> contents(JsonNode page) {
        return page.path("results")
                .valueStream()
                .map(each -> each.path("content").asString())
                .toList();
    }

    private void awaitHits(User caller, String query, int count) {
        Patience.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> search(caller, query).path("count").asLong() == count);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Test
    void showsWhatIsFoundAsEveryOtherPageDoesNewestFirst() {
        String quoted = chat.send(ana, room, "¿Qué Canción?").text("id");
        chat.post(
                bob,
                "/api/v1/chat/messages/",
                Map.of("room", room, "content", "Esa canción", "reply_to_id", quoted));
        chat.call(ana, "DELETE", "/api/v1/chat/messages/" + quoted, null);
        chat.send(ana, room, "mis canciones");
        chat.send(ana, room, "otra cosa");
        awaitHits(bob, "q=cancion", 2);

        JsonNode page = search(bob, "q=cancion");
        JsonNode history =
                chat.get(bob, "/api/v1/chat/rooms/" + room + "/messages/").body().path("results");

        assertThat(contents(page)).containsExactly("mis canciones", "Esa canción");
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("previous").isNull()).isTrue();
        assertThat(page.path("results").get(0)).isEqualTo(history.get(1));
        assertThat(page.path("results").get(1)).isEqualTo(history.get(2));
        assertThat(page.path("results").get(1).path("reply_to").path("content").asString())
                .isEmpty();
    }

    @Test
    void findsWithinTwoSeconds() {
        // The fastest of a few: a busy machine may make any single one wait.
        List<Duration> waits =
                IntStream.range(0, 5)
                        .mapToObj(
                                i -> {
                                    chat.send(ana, room, "fresh" + i);
                                    long sent = System.nanoTime();
                                    awaitHits(bob, "q=fresh" + i, 1);
                                    return Duration.ofNanos(System.nanoTime() - sent);
                                })
                        .toList();

        assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) < 0);
    }

    @Test
    void pagesThroughWhatIsFound() {
        IntStream.rangeClosed(1, 5).forEach(i -> chat.send(ana, room, "page m" + i));
        awaitHits(bob, "q=page", 5);

        JsonNode first = search(bob, "q=page&page_size=2");
        JsonNode last = search(bob, "q=page&page_size=2&page=3");

        assertThat(first.path("count").asLong()).isEqualTo(5);
        assertThat(contents(first)).containsExactly("page m5", "page m4");
        assertThat(first.path("next").asString()).contains("q=page", "page=2");
        assertThat(contents(last)).containsExactly("page m1");
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(last.path("previous").asString()).contains("page=2");
        assertThat(contents(search(bob, "q=page&page=9"))).isEmpty();
    }

    @Test
    void anEditedMessageIsFoundByItsNewWordsAndADeletedOneNotAtAll() {
        String id = chat.send(ana, room, "antes").text("id");
        awaitHits(bob, "q=antes", 1);

        chat.call(ana, "PATCH", "/api/v1/chat/messages/" + id, Map.of("content", "después"));
        // Nobody is shown by the old word what does not say it any longer, not even for a moment.
        assertThat(contents(search(bob, "q=antes"))).isEmpty();
        awaitHits(bob, "q=despues", 1);
        assertThat(search(bob, "q=antes").path("count").asLong()).isZero();

        chat.call(ana, "DELETE", "/api/v1/chat/messages/" + id, null);
        assertThat(contents(search(bob, "q=despues"))).isEmpty();
        awaitHits(bob, "q=despues", 0);
    }

    @Test
    void narrowsDownByRoomSenderAndTime() {
        UUID other = chat.room(bob, ana);
        Patience.await().until(() -> chat.send(bob, other, "filtro tres").status() == 201);
        chat.send(ana, room, "filtro uno");
        String at = chat.send(bob, room, "filtro dos").text("created_at");
        awaitHits(ana, "q=filtro", 3);

        assertThat(contents(search(ana, "q=filtro&room=" + room)))
                .containsExactly("filtro dos", "filtro uno");
        assertThat(contents(search(ana, "q=filtro&sender=" + ana.id())))
                .containsExactly("filtro uno");
        assertThat(contents(search(ana, "q=filtro&sender=" + bob.username())))
                .containsExactly("filtro dos", "filtro tres");
        assertThat(contents(search(ana, "q=filtro&sender=nobody"))).isEmpty();
        assertThat(contents(search(ana, "q=filtro&room=" + room + "&sender=" + bob.id())))
                .containsExactly("filtro dos");
        assertThat(contents(search(ana, "q=filtro&from=" + at))).containsExactly("filtro dos");
        assertThat(contents(search(ana, "q=filtro&to=" + at)))
                .containsExactly("filtro uno", "filtro tres");
        assertThat(contents(search(ana, "q=filtro&to=2020-01-01"))).isEmpty();
        assertThat(contents(search(ana, "q=filtro&from=2020-01-01&room="))).hasSize(3);
    }

    @Test
    void looksOnlyIntoTheRoomsOfTheCaller() {
        User eve = People.someone("eve");
        UUID secret = UUID.randomUUID();
        FakeRoomService.shared().knows(room, eve.id(), 9, "");
        FakeRoomService.shared().knowsStranger(secret, eve.id(), "group", "private");

        assertThat(search(eve, "q=first").path("count").asLong()).isZero();
        assertThat(chat.get(eve, SEARCH + "?q=first&room=" + room).status()).isEqualTo(403);
        assertThat(chat.get(eve, SEARCH + "?q=first&room=" + secret).status()).isEqualTo(404);
        assertThat(chat.get(eve, SEARCH + "?q=first&room=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void whoHasLeftFindsNothingAnyMore() {
        chat.publish(9, new RoomEvent.ParticipantLeft(Chat.state(room, true), bob));
        FakeRoomService.shared().knows(room, bob.id(), 9, "");

        awaitHits(bob, "q=first", 0);
        assertThat(chat.get(bob, SEARCH + "?q=first&room=" + room).status()).isEqualTo(403);
        assertThat(search(ana, "q=first").path("count").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', q",
        "q=, q",
        "q=%20, q",
        "q=!!!, q",
        "q=a+b+c+d+e+f+g+h+i+j+k, q",
        "q=x&room=12, room",
        "q=x&from=yesterday, from",
        "q=x&to=2026-02-30, to",
        "q=x&from=2026-01-02&to=2026-01-02, to",
        "q=x&page=0, page",
        "q=x&page_size=101, page_size",
        "q=x&page=11&page_size=100, page",
    })
    void namesWhatIsWrongWithARequest(String query, String field) {
        Chat.Answer answer = chat.get(ana, SEARCH + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("invalid");
        assertThat(answer.body().path("errors").has(field)).isTrue();
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        JsonNode errors = search(ana, "from=x&to=y&q=" + "a".repeat(201)).path("errors");

        assertThat(errors.size()).isEqualTo(3);
    }

    @Test
    void takesTheStrangestQueriesForWords() {
        for (String q :
                List.of("$where", "{\"$gt\": \"\"}", "\\Q\\E.*", "~first", "\u0000a", "^")) {
            assertThat(chat.get(ana, SEARCH + "?q=" + encoded(q)).status()).isIn(200, 400);
        }
        assertThat(contents(search(ana, "q=" + encoded("\\E.*")))).isEmpty();
    }

    @Test
    void takesNoPlaceOfAMessage() {
        assertThat(chat.get(ana, "/api/v1/chat/messages/search?q=first").status()).isEqualTo(200);
        assertThat(chat.call(ana, "DELETE", SEARCH, null).status()).isEqualTo(404);
        assertThat(chat.get(ana, "/api/v1/chat/messages/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
