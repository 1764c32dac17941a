package io.tertulia.realtime;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.EventJson;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.test.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message-service in miniature: answers {@code changes/}, publishes events as the real one does,
 * and lets tests misbehave. Its writer is {@link MiniWriter}.
 */
final class MiniMessageService {

    private static final Pattern PATH = Pattern.compile("/api/v1/chat/rooms/([^/]+)/changes/");
    private static final Pattern QUERY = Pattern.compile("after=(-?\\d+)&limit=(\\d+)");
    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final EventCodec<MessageEvent> EVENTS = new EventCodec<>(Topics.MESSAGE_EVENTS);
    private static final EventCodec<MessagesRead> READS = new EventCodec<>(Topics.READS);

    private final Map<UUID, MiniRoom> rooms = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> awayFor = new ConcurrentHashMap<>();
    private final MiniWriter writer = new MiniWriter(this);
    private final Set<UUID> isLagging = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger roomQuestions = new AtomicInteger();
    private final MiniRoomService roomService = new MiniRoomService(this);
    private volatile @Nullable CompletableFuture<Void> listPause;
    private final Producer<String, byte[]> producer;
    private final HttpServer server;

    private MiniMessageService() {
        TestTopics.create();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", Servers.kafka(), "linger.ms", 0),
                        new StringSerializer(),
                        new ByteArraySerializer());
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        writer.start();
    }

    static MiniMessageService shared() {
        return Shared.SERVICE;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    MiniRoom room(User... participants) {
        var room = new MiniRoom(participants);
        rooms.put(room.id(), room);
        return room;
    }

    MiniRoomService roomService() {
        return roomService;
    }

    /** The rooms that somebody takes part in, closed ones too. */
    List<MiniRoom> roomsOf(UUID user) {
        return rooms.values().stream().filter(room -> room.isParticipant(user)).toList();
    }

    /** From now on the heads of rooms are told as if nothing were known of this one. */
    void lagBehindIn(MiniRoom room) {
        isLagging.add(room.id());
    }

    /** Lists of rooms are answered only once the future completes; null for at once. */
    void pauseLists(@Nullable CompletableFuture<Void> until) {
        listPause = until;
    }

    int roomQuestions() {
        return roomQuestions.get();
    }

    MiniRoom find(UUID room) {
        return rooms.getOrDefault(room, new MiniRoom());
    }

    /** Stores and publishes a message. */
    MessageEvent say(MiniRoom room, User by, String content) {
        MessageEvent sent = room.send(UUID.randomUUID(), by, content);
        publish(sent);
        return sent;
    }

    /** How many changes of a room its writer has answered by a reply. */
    int replies(UUID room) {
        return writer.replies(room);
    }

    /** Publishes an event, as often as it is called. */
    void publish(MessageEvent event) {
        publish(UUID.randomUUID(), event);
    }

    /** Publishes the event of a command. */
    void publish(UUID command, MessageEvent event) {
        var envelope =
                new Envelope<>(
                        command,
                        event.message().room(),
                        event.message().seq(),
                        Instant.EPOCH,
                        event);
        send(EVENTS.encode(envelope));
    }

    /** Publishes that somebody has read messages of a room. */
    void publish(UUID room, MessagesRead read) {
        send(READS.encode(new Envelope<>(UUID.randomUUID(), room, 0, Instant.EPOCH, read)));
    }

    void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    /** From now on questions about the room are answered by a fault. */
    void goAwayFor(MiniRoom room) {
        awayFor.put(room.id(), true);
    }

    void comeBackFor(MiniRoom room) {
        awayFor.remove(room.id());
    }

    int questions() {
        return questions.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        UUID caller = caller(exchange);
        switch (exchange.getRequestURI().getPath()) {
            case "/internal/my-rooms" -> {
                roomQuestions.incrementAndGet();
                pauseIfAsked();
                roomService.answer(exchange, caller);
            }
            case "/internal/log-heads" -> answerHeads(exchange, caller);
            default -> answerChanges(exchange, caller);
        }
    }

    private void answerHeads(HttpExchange exchange, UUID caller) throws IOException {
        JsonNode asked = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = MAPPER.createObjectNode();
        ObjectNode heads = answer.putObject("heads");
        for (JsonNode id : asked.path("room_ids")) {
            MiniRoom room = find(UUID.fromString(id.asString()));
            if (room.isParticipant(caller) && !isLagging.contains(room.id())) {
                ObjectNode head = heads.putObject(room.id().toString());
                head.put("last_seq", room.lastSeq());
                head.put("last_activity_at", Instant.ofEpochSecond(room.lastSeq()).toString());
            }
        }
        reply(exchange, 200, answer);
    }

    private void answerChanges(HttpExchange exchange, UUID caller) throws IOException {
        questions.incrementAndGet();
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        Matcher query = QUERY.matcher(exchange.getRequestURI().getQuery());
        if (!path.matches() || !query.matches()) {
            reply(exchange, 400, MAPPER.createObjectNode());
            return;
        }
        UUID id = UUID.fromString(path.group(1));
        MiniRoom room = rooms.get(id);
        if (awayFor.containsKey(id)) {
            reply(exchange, 503, MAPPER.createObjectNode());
        } else if (room == null) {
            reply(exchange, 404, MAPPER.createObjectNode());
        } else if (!room.isParticipant(caller)) {
            reply(exchange, 403, MAPPER.createObjectNode());
        } else {
            long after = Long.parseLong(query.group(1));
            reply(exchange, 200, page(room, after, Integer.parseInt(query.group(2))));
        }
    }

    private void pauseIfAsked() {
        CompletableFuture<Void> pause = listPause;
        if (pause != null) {
            pause.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private static ObjectNode page(MiniRoom room, long after, int limit) {
        ObjectNode page = MAPPER.createObjectNode();
        ArrayNode changes = page.putArray("changes");
        List<MessageEvent> all = room.after(after);
        long lastSeq = after < 0 ? room.lastSeq() : after + all.size();
        for (MessageEvent event : all.subList(0, Math.min(limit, all.size()))) {
            ObjectNode change = changes.addObject();
            change.put("seq", event.message().seq());
            change.put("type", event instanceof MessageEvent.MessageSent ? "message" : "reaction");
            change.put("at", Instant.EPOCH.toString());
            change.set("message", MAPPER.valueToTree(event.message()));
        }
        page.put("last_seq", lastSeq);
        page.put("has_more", all.size() > limit);
        return page;
    }

    private static UUID caller(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
        try {
            return UUID.fromString(SignedJWT.parse(token).getJWTClaimsSet().getSubject());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static void reply(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(json);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static final class Shared {
        static final MiniMessageService SERVICE = new MiniMessageService();
    }
}
