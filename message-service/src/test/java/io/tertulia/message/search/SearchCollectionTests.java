package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.search.SearchQuery.Sender;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchCollectionTests {

    private static final Instant NOON = Said.NOON;
    private static final int MOST = 1_000;

    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final SearchCollection collection =
            new SearchCollection(
                    client.getDatabase("search-" + UUID.randomUUID()), Duration.ofSeconds(10));
    private final Words words = new Words();
    private final UUID room = UUID.randomUUID();

    @AfterEach
    void close() {
        client.close();
    }

    private LoggedMessage message(long number, long seq, String content, Instant at) {
        return Said.message(room, number, seq, content, at);
    }

    private void put(LoggedMessage... messages) {
        collection.put(
                Stream.of(messages)
                        .map(
                                each ->
                                        SearchCollection.entry(
                                                each, words.terms(each.message().content(), MOST)))
                        .toList());
    }

    private List<Long> find(String q) {
        return find(q, null, null, null, MOST);
    }

    private List<Long> find(
            String q,
            @Nullable Sender sender,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit) {
        var query = new SearchQuery(words.wanted(q), sender, from, to);
        return collection.find(List.of(room), query, limit).stream()
                .map(NumberInRoom::number)
                .toList();
    }

    @Test
    void newerStatesWinInWhateverOrderAndHoweverOftenTheyCome() {
        LoggedMessage sent = message(1, 1, "antes", NOON);
        LoggedMessage edited = message(1, 2, "después", NOON);
        LoggedMessage deleted = message(1, 3, "", NOON);

        put(edited);
        put(sent);
        assertThat(find("antes")).isEmpty();
        assertThat(find("despues")).containsExactly(1L);

        put(deleted);
        put(sent);
        put(edited);
        assertThat(find("despues")).isEmpty();
    }

    @Test
    void findsEveryWordInTheDatabaseAsTheAnalysisDoes() {
        put(
                message(1, 1, "Las canciones tristes", NOON),
                message(2, 2, "una canción alegre", NOON.plusSeconds(1)),
                message(3, 3, "a.*b \\Q(x)\\E $1", NOON.plusSeconds(2)));

        assertThat(find("cancion")).containsExactly(2L, 1L);
        assertThat(find("canciones trist")).containsExactly(1L);
        assertThat(find("cancion alegres")).containsExactly(2L);
        assertThat(find("ancion")).isEmpty();
        assertThat(find(".* \\Q(x")).containsExactly(3L);
    }

    @Test
    void narrowsDownBySenderAndTime() {
        put(
                message(1, 1, "hola", NOON),
                message(2, 2, "hola", NOON.plusSeconds(1)),
                message(3, 3, "hola", NOON.plusSeconds(2)));
        var byId = new Sender.Id(Said.ANA.id().toString());
        var byName = new Sender.Username(SearchCollection.lowerCase(Said.ANA.username()));

        assertThat(find("hola", byId, NOON.plusSeconds(1), null, MOST)).containsExactly(3L, 2L);
        assertThat(find("hola", byName, null, NOON.plusSeconds(1), MOST)).containsExactly(1L);
        assertThat(find("hola", new Sender.Username("bob"), null, null, MOST)).isEmpty();
        assertThat(find("hola", null, null, null, 2)).containsExactly(3L, 2L);
    }

    @Test
    void messagesOfTheSameMomentComeInTheOrderOfTheirNumbers() {
        put(
                message(9, 9, "hola", NOON),
                message(10, 10, "hola", NOON),
                message(11, 11, "hola", NOON));

        assertThat(find("hola")).containsExactly(11L, 10L, 9L);
    }

    @Test
    void looksIntoNoOtherRoom() {
        put(Said.message(UUID.randomUUID(), 1, 1, "hola"));
        collection.save(new SearchCollection.Progress(new NumberInRoom(room, 5), false));

        assertThat(find("hola")).isEmpty();
        assertThat(find("rebuild")).isEmpty();
    }

    @Test
    void aSearchThatGetsNoAnswerIsGivenUpInTime() {
        try (var relay = new Relay();
                MongoClient away = MongoClients.create(relay.uri())) {
            var hasty =
                    new SearchCollection(
                            away.getDatabase("search-" + UUID.randomUUID()),
                            Duration.ofMillis(300));
            var query = new SearchQuery(words.wanted("hola"), null, null, null);
            assertThat(hasty.find(List.of(room), query, MOST)).isEmpty();

            relay.swallow(true);

            assertThatThrownBy(() -> hasty.find(List.of(room), query, MOST))
                    .isInstanceOf(MongoOperationTimeoutException.class);
        }
    }

    @Test
    void remembersHowFarTheRebuildingHasCome() {
        assertThat(collection.progress()).isEmpty();

        var half = new SearchCollection.Progress(new NumberInRoom(room, 5), false);
        collection.save(half);
        assertThat(collection.progress()).contains(half);

        var done = new SearchCollection.Progress(null, true);
        collection.save(done);
        assertThat(collection.progress()).contains(done);
    }
}
