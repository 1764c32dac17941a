package io.tertulia.message.writing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topic;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.CommandHeaders;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.room.Role;
import io.tertulia.message.Patience;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.membership.Membership;
import io.tertulia.message.membership.Memberships;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * A room log of its own on the shared servers: own topics and an own database, so that tests never
 * meet. Instances of the writer are started on it and die as a test wants.
 */
final class WriterStage implements AutoCloseable {

    static final int PARTITIONS = 2;

    /** Of the batches that are made here, without Kafka. */
    static final String EPOCH = "made-here";

    final LogTopics topics;
    final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(Servers.mongo()))
                            .retryWrites(false)
                            .build());
    final MongoDatabase database = client.getDatabase("writer-" + UUID.randomUUID());
    final RoomLog log = RoomLog.in(database);
    final Memberships memberships = Memberships.in(database);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final WriterStatus status = new WriterStatus();
    final KafkaTap<MessageEvent> events;
    final KafkaTap<CommandReply> replies;

    private final String group = "writer-" + UUID.randomUUID();
    private final EventCodec<MessageCommand> commands;
    private final Producer<String, byte[]> producer;
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) Servers.kafka()));
    private final TopicCreator creator;
    private final List<WriterLoop> started = new ArrayList<>();
    private final List<Producer<String, byte[]>> opened = new ArrayList<>();

    WriterStage() {
        String suffix = "." + UUID.randomUUID();
        topics =
                new LogTopics(
                        copy(Topics.MESSAGE_COMMANDS, suffix),
                        copy(Topics.MESSAGE_EVENTS, suffix),
                        copy(Topics.COMMAND_REPLIES, suffix),
                        Topics.DEAD_MESSAGE_COMMANDS + suffix,
                        List.of());
        commands = new EventCodec<>(topics.commands());
        creator = new TopicCreator(admin, topics, (short) 1);
        creator.getAsBoolean();
        events = KafkaTap.on(topics.events());
        replies = KafkaTap.on(topics.replies());
        producer = open();
    }

    private static <E> Topic<E> copy(Topic<E> topic, String suffix) {
        return new Topic<>(
                topic.name() + suffix,
                PARTITIONS,
                topic.retention(),
                topic.source(),
                topic.types());
    }

    static WriterClients clients(WriterProperties properties) {
        return new WriterClients(Map.of("bootstrap.servers", (Object) Servers.kafka()), properties);
    }

    static WriterProperties properties(String group) {
        return new WriterProperties(
                group,
                null,
                500,
                Duration.ofMillis(50),
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                100);
    }

    /** A room in which these people take part. */
    UUID room(User... participants) {
        UUID room = UUID.randomUUID();
        for (User each : participants) {
            join(room, each, Role.MEMBER);
        }
        return room;
    }

    void join(UUID room, User user, Role role) {
        memberships.learn(
                List.of(), List.of(new Membership(new RoomUser(room, user.id()), 1, role)));
    }

    /** Somebody who takes part in a new room. */
    Ask ask() {
        User user = People.someone("ana");
        return new Ask(room(user), user);
    }

    /** Starts an instance. */
    WriterLoop start() {
        return start(LogStore::new, WriterStage::publisher);
    }

    /** Starts an instance that writes and publishes by what is given. */
    WriterLoop start(
            Function<RoomLog, LogStore> store,
            BiFunction<Producer<String, byte[]>, LogTopics, LogPublisher> publisher) {
        return start(group, batchWriter(store.apply(log), publisher.apply(open(), topics)));
    }

    /** Starts an instance that shares its partitions with nobody but its group. */
    WriterLoop start(String ownGroup, BatchWriter writer) {
        WriterProperties properties = properties(ownGroup);
        var watch =
                new WriterLoop.WriterWatch(
                        status, new WriterMetrics(meters), () -> true, creator::commandsId);
        var loop =
                new WriterLoop(
                        clients(properties), writer, log.positions(), topics, properties, watch);
        started.add(loop);
        loop.start();
        return loop;
    }

    private Producer<String, byte[]> open() {
        Producer<String, byte[]> own = clients(properties(group)).producer();
        opened.add(own);
        return own;
    }

    static LogPublisher publisher(Producer<String, byte[]> producer, LogTopics topics) {
        return new LogPublisher(producer, topics, Duration.ofSeconds(10));
    }

    /** A writer without a loop, as a process that is not in any group any more. */
    BatchWriter batchWriter(LogStore store) {
        return batchWriter(store, publisher(open(), topics));
    }

    /** A writer without a loop that dies. */
    BatchWriter batchWriter(LogStore store, Death death) {
        return batchWriter(store, death.publisher(open(), topics));
    }

    /** The id that Kafka gave to the topic of commands. */
    String topicId() {
        return creator.commandsId();
    }

    /** A writer without a loop, on another database. */
    BatchWriter batchWriter(RoomLog its, Memberships known) {
        return batchWriter(loader(its, known), new LogStore(its), publisher(open(), topics));
    }

    private BatchWriter batchWriter(LogStore store, LogPublisher publisher) {
        return batchWriter(loader(log, memberships), store, publisher);
    }

    private static StateLoader loader(RoomLog log, Memberships memberships) {
        return new StateLoader(
                log, memberships, new LogStore(log), new RoomCache(100), Duration.ofHours(24));
    }

    private BatchWriter batchWriter(StateLoader loader, LogStore store, LogPublisher publisher) {
        return new BatchWriter(
                loader, store, publisher, Clock.systemUTC(), new WriterMetrics(meters));
    }

    /** Commands as a poll of partition 0 brings them, from an offset on. */
    Batch batch(long firstOffset, MessageCommand... some) {
        return batch(EPOCH, firstOffset, some);
    }

    /** Commands as a poll of partition 0 brings them in an epoch, from an offset on. */
    Batch batch(String epoch, long firstOffset, MessageCommand... some) {
        var arrivals = new ArrayList<Arrival>();
        for (MessageCommand command : some) {
            ProducerRecord<String, byte[]> sent = encode(command);
            var record =
                    new ConsumerRecord<>(
                            sent.topic(),
                            0,
                            firstOffset + arrivals.size(),
                            sent.key(),
                            sent.value());
            arrivals.add(new Arrival.Incoming(command, record, epoch));
        }
        return new Batch(arrivals);
    }

    private ProducerRecord<String, byte[]> encode(MessageCommand command) {
        return commands.encode(
                new Envelope<>(
                        command.id(), command.room(), 0, Clock.systemUTC().instant(), command));
    }

    /** Appends a command whose asker waits for a reply. */
    void append(MessageCommand command) {
        append(encode(command));
    }

    /** The same by an asker that reads the events. */
    void appendReadingEvents(MessageCommand command) {
        ProducerRecord<String, byte[]> record = encode(command);
        CommandHeaders.addReadsEvents(record.headers());
        append(record);
    }

    /** Appends any record as it is, with the address of an asker. */
    void append(ProducerRecord<String, byte[]> record) {
        record.headers()
                .add(KafkaHeaders.REPLY_TOPIC, topics.replies().name().getBytes(UTF_8))
                .add(KafkaHeaders.REPLY_PARTITION, ByteBuffer.allocate(4).putInt(1).array())
                .add(KafkaHeaders.CORRELATION_ID, "asked".getBytes(UTF_8));
        try {
            producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CommandReply askAndWait(MessageCommand command) {
        append(command);
        return replyTo(command);
    }

    CommandReply replyTo(MessageCommand command) {
        return replies.await(reply -> reply.id().equals(command.id())).data();
    }

    /** The replies to a command so far, in order. */
    List<CommandReply> repliesTo(MessageCommand command) {
        return replies.seen().stream()
                .filter(reply -> reply.id().equals(command.id()))
                .map(Envelope::data)
                .toList();
    }

    /**
     * The events of a room up to its head, in the order in which a consumer sees them. It waits for
     * the head's, because replies and events reach a test by different ways.
     */
    List<Envelope<MessageEvent>> eventsOf(UUID room) {
        long last = log.heads().find(room).lastSeq();
        Patience.await().until(() -> last == 0 || seen(room).anyMatch(e -> e.sequence() >= last));
        return seen(room).toList();
    }

    private Stream<Envelope<MessageEvent>> seen(UUID room) {
        return events.seen().stream().filter(event -> event.key().equals(room));
    }

    @Override
    public void close() {
        started.forEach(WriterLoop::stop);
        opened.forEach(Producer::close);
        events.close();
        replies.close();
        producer.close();
        admin.close();
        database.drop();
        client.close();
    }
}
