package io.tertulia.message.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageEvent.MessageDeleted;
import io.tertulia.events.message.MessageEvent.MessageEdited;
import io.tertulia.events.message.MessageEvent.MessageSent;
import io.tertulia.events.message.MessageEvent.ReactionsChanged;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.test.Servers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchConsumerTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SearchLag lag =
            new SearchLag(meters, Clock.fixed(Said.NOON.plusSeconds(7), ZoneOffset.UTC));
    private final Words words = new Words();
    private final String database = "search-" + UUID.randomUUID();
    private final UUID room = UUID.randomUUID();
    private final MongoClient client = MongoClients.create(Servers.mongo());
    private final SearchCollection collection =
            new SearchCollection(client.getDatabase(database), Duration.ofSeconds(10));
    private final SearchConsumer consumer = consumer(collection);

    @AfterEach
    void close() {
        client.close();
    }

    private SearchConsumer consumer(SearchCollection into) {
        return new SearchConsumer(new SearchIndex(into, words, 100, meters), lag);
    }

    private ConsumerRecord<String, byte[]> record(
            long number, long seq, String content, Function<Message, MessageEvent> event) {
        return record(Said.message(room, number, seq, content).message(), event);
    }

    private static ConsumerRecord<String, byte[]> record(
            Message message, Function<Message, MessageEvent> event) {
        var sent =
                new EventCodec<>(Topics.MESSAGE_EVENTS)
                        .encode(
                                new Envelope<>(
                                        UUID.randomUUID(),
                                        message.room(),
                                        message.seq(),
                                        Said.NOON,
                                        event.apply(message)));
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                message.seq(),
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private List<Long> find(String q) {
        var query = new SearchQuery(words.wanted(q), null, null, null);
        return collection.find(List.of(room), query, 100).stream()
                .map(NumberInRoom::number)
                .toList();
    }

    private double malformed() {
        return meters.counter("chat.message.search.malformed").count();
    }

    private double lag() {
        return meters.get("chat.message.search.lag").gauge().value();
    }

    @Test
    void followsAMessageToItsEnd() {
        consumer.on(List.of(record(1, 1, "uno", MessageSent::new)));
        assertThat(find("uno")).containsExactly(1L);

        consumer.on(List.of(record(1, 2, "dos", MessageEdited::new)));
        assertThat(find("uno")).isEmpty();
        assertThat(find("dos")).containsExactly(1L);

        consumer.on(List.of(record(1, 3, "", MessageDeleted::new)));
        assertThat(find("dos")).isEmpty();
    }

    @Test
    void eventsPublishedAgainChangeNothingEvenInOneBatch() {
        var sent = record(1, 1, "uno", MessageSent::new);
        var edited = record(1, 2, "dos", MessageEdited::new);

        consumer.on(List.of(sent, edited, sent));
        consumer.on(List.of(sent));

        assertThat(find("uno")).isEmpty();
        assertThat(find("dos")).containsExactly(1L);
    }

    @Test
    void aReactionChangesNothing() {
        consumer.on(List.of(record(1, 1, "uno", MessageSent::new)));
        consumer.on(List.of(record(1, 2, "uno", ReactionsChanged::new)));

        assertThat(find("uno")).containsExactly(1L);
    }

    @Test
    void passesOverWhatNobodyCanReadAndCountsIt() {
        var good = record(1, 1, "uno", MessageSent::new);
        var badValue =
                new ConsumerRecord<>(good.topic(), 0, 8, good.key(), "{\"id\": 1}".getBytes(UTF_8));
        good.headers().forEach(header -> badValue.headers().add(header));
        var noHeaders = new ConsumerRecord<>(good.topic(), 0, 9, good.key(), good.value());
        Message outOfTime = Said.message(room, 2, 2, "uno", Instant.MAX).message();

        consumer.on(List.of(badValue, noHeaders, record(outOfTime, MessageSent::new), good));

        assertThat(find("uno")).containsExactly(1L);
        assertThat(malformed()).isEqualTo(3);
    }

    @Test
    void doesItsWorkAgainOnceTheDatabaseIsBackAndTellsHowLateItIs() {
        try (var relay = new Relay();
                MongoClient shaky =
                        MongoClients.create(
                                relay.uri() + "&timeoutMS=300&serverSelectionTimeoutMS=300")) {
            SearchConsumer patient =
                    consumer(
                            new SearchCollection(
                                    shaky.getDatabase(database), Duration.ofSeconds(10)));
            var records = List.of(record(1, 1, "uno", MessageSent::new));
            relay.swallow(true);

            assertThatThrownBy(() -> patient.on(records)).isInstanceOf(MongoException.class);
        }
        assertThat(lag()).isEqualTo(7);

        consumer.on(List.of(record(1, 1, "uno", MessageSent::new)));
        assertThat(find("uno")).containsExactly(1L);
        assertThat(lag()).isZero();
        assertThat(malformed()).isZero();
    }
}
