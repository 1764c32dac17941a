package io.tertulia.system.protocol;

import static io.tertulia.system.protocol.Cast.ALICE;
import static io.tertulia.system.protocol.Cast.BOB;
import static io.tertulia.system.protocol.Cast.DAVE;
import static io.tertulia.system.protocol.Cast.MESSAGES;
import static io.tertulia.system.protocol.Cast.id;
import static io.tertulia.system.protocol.Cast.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.system.Person;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Goal: people find what was said in their rooms, and nothing else. */
class SearchIT {

    private final String room = ALICE.createRoom("Search", BOB);

    /** No other test's messages have it. */
    private final String word = "xylo" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void caseAndAccentsDoNotMatter() {
        String said = id(ALICE.say(room, "La Canción " + word));

        awaitFound(BOB, word + " cancion", said);
        awaitFound(BOB, word + " CANCIÓN", said);
    }

    @Test
    void theBeginningOfAWordFindsIt() {
        String said = id(ALICE.say(room, "una " + word + "fonista"));

        awaitFound(BOB, word, said);
        assertThat(found(BOB, word + "fonistazo")).isEmpty();
    }

    @Test
    void anEditedMessageIsFoundByItsNewWordsOnly() {
        String said = id(ALICE.say(room, word + " antes"));
        awaitFound(BOB, word + " antes", said);

        ALICE.put(MESSAGES + said + "/", Map.of("content", word + " ahora")).expect(200);

        awaitFound(BOB, word + " ahora", said);
        Awaitility.await().until(() -> found(BOB, word + " antes").isEmpty());
    }

    @Test
    void aDeletedMessageIsNotFound() {
        String said = id(ALICE.say(room, word));
        awaitFound(BOB, word, said);

        ALICE.delete(MESSAGES + said + "/").expect(204);

        Awaitility.await().until(() -> found(BOB, word).isEmpty());
    }

    @Test
    void othersFindNothingOfARoom() {
        String said = id(ALICE.say(room, word));
        awaitFound(BOB, word, said);

        assertThat(found(DAVE, word)).isEmpty();
        assertThat(DAVE.get(MESSAGES + "search/?q=" + word + "&room=" + room).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsFoundIsNarrowedByRoomSenderAndTime() {
        String elsewhere = ALICE.createRoom("Elsewhere", BOB);
        JsonNode hers = ALICE.say(room, word);
        String his = id(BOB.say(elsewhere, word));
        awaitFound(BOB, word, his, id(hers));

        assertThat(found(BOB, word + "&room=" + elsewhere)).containsExactly(his);
        assertThat(found(BOB, word + "&sender=" + ALICE.id())).containsExactly(id(hers));
        Instant at = Instant.parse(hers.get("created_at").asString());
        assertThat(found(BOB, word + "&to=" + at.minusSeconds(1))).isEmpty();
        assertThat(found(BOB, word + "&from=" + at.minusSeconds(1) + "&room=" + room))
                .containsExactly(id(hers));
    }

    @Test
    void aSearchForNothingIsRefused() {
        for (String query : new String[] {"", "?q=", "?q=%20", "?q=x&from=yesterday"}) {
            assertThat(BOB.get(MESSAGES + "search/" + query).status()).as(query).isEqualTo(400);
        }
    }

    private static void awaitFound(Person by, String query, String... messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(found(by, query)).containsExactly(messages));
    }

    private static List<String> found(Person by, String query) {
        String[] parts = query.split("&", 2);
        String path = MESSAGES + "search/?q=" + URLEncoder.encode(parts[0], UTF_8);
        JsonNode page = by.get(parts.length == 1 ? path : path + "&" + parts[1]).expect(200).body();
        return ids(page.get("results"));
    }
}
