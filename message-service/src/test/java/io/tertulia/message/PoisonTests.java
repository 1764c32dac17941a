package io.tertulia.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.DeadLetter;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.EventJson;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageType;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.test.People;
import io.tertulia.test.PoisonRecords;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goal: whatever lies in a topic that this service reads, what comes behind it is done, and what
 * was passed over is counted.
 */
@ServiceTest
@Timeout(120)
class PoisonTests {

    private static final JsonMapper MAPPER = EventJson.mapper();

    private final User ana = People.someone("ana");
    private final User bob = People.someone("bob");
    private final Producer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Servers.kafka()),
                    new StringSerializer(),
                    new ByteArraySerializer());
    private final Chat chat;
    private final MeterRegistry meters;
    private UUID room = UUID.randomUUID();

    @Autowired
    PoisonTests(@LocalServerPort int port, MeterRegistry meters) {
        chat = new Chat(port);
        this.meters = meters;
    }

    @BeforeEach
    void makeRoom() {
        room = chat.room(ana, bob);
        Patience.await().until(() -> changes(bob) == 200);
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void commandsThatNobodyCanReadBecomeDeadLettersAndTheNextIsApplied() {
        double before = count("chat.message.commands.dead");
        MessageCommand send =
                new MessageCommand.SendMessage(
                        UUID.randomUUID(), room, ana, "poison", MessageType.TEXT, null, null);
        int poison = append(new EventCodec<>(Topics.MESSAGE_COMMANDS), room, send);

        assertThat(chat.send(ana, room, "next").status()).isEqualTo(201);
        Patience.await().until(() -> count("chat.message.commands.dead") - before == poison);
        assertThat(deadLetters(poison)).allMatch(each -> !reason(each).isEmpty());
        assertThat(chat.get(bob, "/api/v1/chat/rooms/" + room + "/changes").body().at("/last_seq"))
                .hasToString("1");
    }

    @Test
    void aCommandForARoomThatDoesNotExistIsRefusedAndTheNextIsApplied() {
        var send =
                new MessageCommand.SendMessage(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        ana,
                        "to nobody",
                        MessageType.TEXT,
                        null,
                        null);
        double before = count("chat.message.commands.dead");
        produce(
                new EventCodec<>(Topics.MESSAGE_COMMANDS)
                        .encode(envelope(send.id(), send.room(), 0, send)));

        assertThat(chat.send(ana, room, "next").status()).isEqualTo(201);
        assertThat(count("chat.message.commands.dead")).isEqualTo(before);
    }

    @Test
    void roomEventsThatNobodyCanReadArePassedOverAndCounted() {
        double before = count("chat.message.room-events.malformed");
        User eva = People.someone("eva");
        RoomEvent event = new RoomEvent.ParticipantJoined(Chat.state(room, true), eva, Role.MEMBER);
        int poison = append(new EventCodec<>(Topics.ROOM_EVENTS), room, event);
        User leo = People.someone("leo");
        chat.join(room, leo, Role.MEMBER, 9);

        Patience.await().until(() -> changes(leo) == 200);
        Patience.await()
                .until(() -> count("chat.message.room-events.malformed") - before == poison);
    }

    @Test
    void requestsToMarkThatNobodyCanReadArePassedOverAndCounted() {
        double before = count("chat.message.reads.malformed");
        UUID message = UUID.fromString(chat.send(ana, room, "Hola").text("id"));
        var ask = new MarkRead(UUID.randomUUID(), room, bob, List.of(message));
        int poison = append(new EventCodec<>(Topics.READ_COMMANDS), room, ask);
        produce(new EventCodec<>(Topics.READ_COMMANDS).encode(envelope(ask.id(), room, 0, ask)));

        Patience.await()
                .until(
                        () ->
                                chat.get(bob, "/api/v1/chat/messages/" + message + "/reads/")
                                                .body()
                                                .path("count")
                                                .asInt()
                                        == 1);
        Patience.await().until(() -> count("chat.message.reads.malformed") - before == poison);
    }

    @Test
    void messageEventsThatNobodyCanReadKeepNoneFromBeingFoundOrErased() {
        double unfound = count("chat.message.search.malformed");
        double unerased = count("chat.message.erasures.malformed");
        var id = chat.send(ana, room, "quetzal").text("id");
        Message message =
                MAPPER.treeToValue(
                        chat.get(ana, "/api/v1/chat/messages/" + id + "/").body(), Message.class);
        int poison =
                append(
                        new EventCodec<>(Topics.MESSAGE_EVENTS),
                        room,
                        new MessageEvent.MessageDeleted(message));
        chat.send(ana, room, "colibrí");

        Patience.await()
                .until(() -> chat.get(bob, find("colibri")).body().path("count").asInt() == 1);
        Patience.await().until(() -> count("chat.message.search.malformed") - unfound == poison);
        // Without a type a record is no deletion, and none of its business.
        Patience.await()
                .until(() -> count("chat.message.erasures.malformed") - unerased == poison - 3);
    }

    @Test
    void aReplyThatNobodyCanReadIsNobodys() {
        append(new EventCodec<>(Topics.COMMAND_REPLIES), room, new CommandReply.Alive());

        assertThat(chat.send(ana, room, "next").status()).isEqualTo(201);
    }

    /** Appends all that is wrong, and gives how many that are. */
    private <E> int append(EventCodec<E> codec, UUID key, E data) {
        var poison = PoisonRecords.of(codec, envelope(UUID.randomUUID(), key, 7, data));
        poison.forEach(each -> produce(each.record()));
        return poison.size();
    }

    private static <E> Envelope<E> envelope(UUID id, UUID key, long sequence, E data) {
        return new Envelope<>(id, key, sequence, Instant.now(), data);
    }

    private void produce(ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
    }

    private int changes(User caller) {
        return chat.get(caller, "/api/v1/chat/rooms/" + room + "/changes").status();
    }

    private String find(String word) {
        return "/api/v1/chat/messages/search/?q=%s&room=%s".formatted(word, room);
    }

    private double count(String counter) {
        return meters.counter(counter).count();
    }

    private static String reason(ConsumerRecord<String, byte[]> dead) {
        return new String(dead.headers().lastHeader(DeadLetter.REASON).value(), UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", Servers.kafka()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    IntStream.range(0, Topics.PARTITIONS)
                            .mapToObj(i -> new TopicPartition(Topics.DEAD_MESSAGE_COMMANDS, i))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Patience.await()
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                                return found.size() >= count;
                            });
        }
        return found;
    }
}
