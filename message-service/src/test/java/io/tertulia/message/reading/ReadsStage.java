package io.tertulia.message.reading;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.ChangeType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.NumberInRoom;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.membership.Membership;
import io.tertulia.message.membership.Memberships;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bson.Document;

/** A room with a log on a real database, without the writer, and readers who mark in it. */
final class ReadsStage implements AutoCloseable {

    final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(Servers.mongo()))
                            .retryWrites(false)
                            .build());
    final MongoDatabase database = client.getDatabase("reads-" + UUID.randomUUID());
    final RoomLog log = RoomLog.in(database);
    final Memberships memberships = Memberships.in(database);
    final ReadStore store = new ReadStore(database);
    final TickingClock clock = new TickingClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ReadMetrics metrics = new ReadMetrics(meters);
    final OthersCounter others = new OthersCounter(log);
    final UUID room = UUID.randomUUID();
    final User ana = People.someone("ana");
    final User bob = People.someone("bob");

    private final Map<UUID, Long> sent = new HashMap<>();
    private RoomHead head = RoomHead.empty(room);

    ReadsStage() {
        for (User each : List.of(ana, bob)) {
            memberships.learn(List.of(), List.of(new Membership(who(each), 1, Role.MEMBER)));
        }
    }

    static ReadingProperties properties(int attempts, int recentRanges) {
        return new ReadingProperties(
                attempts, recentRanges, 5_000, 10_000, 100, Duration.ofMillis(200));
    }

    ReadLedger ledger(int recentRanges) {
        return ledger(store, recentRanges);
    }

    ReadLedger ledger(ReadStore through, int recentRanges) {
        return new ReadLedger(through, properties(1_000, recentRanges), metrics, clock);
    }

    RoomUser who(User user) {
        return new RoomUser(room, user.id());
    }

    /** These send a message each, in this order. */
    void say(User... senders) {
        say(Arrays.asList(senders));
    }

    /** Somebody sends many messages. */
    void say(int times, User sender) {
        say(Collections.nCopies(times, sender));
    }

    private void say(List<User> senders) {
        List<Change> changes = senders.stream().map(this::next).toList();
        log.messages().put(changes.stream().map(Change::logged).toList());
        log.senders()
                .put(
                        changes.stream()
                                .collect(
                                        Collectors.toMap(
                                                each -> each.cause().by(),
                                                each -> each,
                                                (first, second) -> second))
                                .values());
        log.heads().raise(List.of(head));
    }

    private Change next(User sender) {
        var origin = new LogOffset("made-here", 0, head.lastSeq());
        head = head.next(true, clock.instant(), origin);
        var message =
                new Message(
                        UUID.randomUUID(),
                        room,
                        head.lastSeq(),
                        head.lastNumber(),
                        sender,
                        "text",
                        MessageType.TEXT,
                        null,
                        null,
                        clock.instant(),
                        null,
                        false,
                        false,
                        Map.of());
        return new Change(
                head,
                new Change.Cause(message.id(), origin, sender.id(), clock.instant()),
                ChangeType.MESSAGE,
                message,
                sent.merge(sender.id(), 1L, Long::sum),
                List.of());
    }

    /** The id of a message. */
    UUID id(long number) {
        return log.messages()
                .placesByNumber(List.of(new NumberInRoom(room, number)))
                .getFirst()
                .id();
    }

    static ReadClaim claim(UUID room, User reader, long... numbers) {
        return new ReadClaim(
                room,
                reader,
                LongStream.of(numbers).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Ana marks messages; says how many of them were new. */
    int mark(ReadLedger ledger, long... numbers) {
        return ledger.mark(List.of(claim(room, ana, numbers))).values().stream()
                .mapToInt(fresh -> fresh.numbers().size())
                .sum();
    }

    long markAll(ReadLedger ledger) {
        return ledger.markAll(who(ana), ana, () -> others.end(who(ana)))
                .map(ReadLedger.Raised::count)
                .orElse(0L);
    }

    /** How many messages somebody has not read. */
    long unread(User user) {
        return new UnreadCounter(others, store)
                .unread(user.id(), List.of(head))
                .getOrDefault(room, -1L);
    }

    /** When each of the readers of a message read it. */
    Map<UUID, Instant> readers(long number) {
        var message = log.messages().byMessageId(id(number)).orElseThrow().message();
        return new MessageReaders(store, 10_000)
                .of(message).stream()
                        .collect(
                                Collectors.toMap(
                                        MessageReaders.Reader::user,
                                        MessageReaders.Reader::readAt));
    }

    /** What is stored of somebody. */
    ReadState state(User user) {
        return store.find(List.of(who(user))).getOrDefault(who(user), ReadState.nothing(who(user)));
    }

    List<Document> documents(String collection) {
        return database.getCollection(collection).find().into(new ArrayList<>());
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
