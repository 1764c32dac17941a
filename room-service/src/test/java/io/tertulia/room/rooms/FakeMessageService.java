package io.tertulia.room.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives the heads that a test has put in, and remembers who asked. */
final class FakeMessageService {

    private static final JsonMapper MAPPER = EventJson.mapper();

    private final HttpServer server;
    private final Map<UUID, Map<String, Object>> heads = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile boolean isAway;

    FakeMessageService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/room-heads", this::answer);
        server.start();
    }

    static FakeMessageService shared() {
        return Shared.SERVICE;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The room's last message is of a time, and some are unread. */
    void wroteTo(UUID room, Instant at, String content, int unread) {
        Map<String, Object> message = Map.of("room", room, "content", content, "seq", 7);
        heads.put(
                room,
                Map.of(
                        "last_seq",
                        7,
                        "last_number",
                        5,
                        "last_message",
                        message,
                        "last_activity_at",
                        at.toString(),
                        "unread_count",
                        unread));
    }

    void goAway() {
        isAway = true;
    }

    void comeBack() {
        isAway = false;
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (isAway) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        var found = new HashMap<String, Object>();
        for (JsonNode id : request.get("room_ids")) {
            var head = heads.get(UUID.fromString(id.asString()));
            if (head != null) {
                found.put(id.asString(), head);
            }
        }
        byte[] body = MAPPER.writeValueAsString(Map.of("heads", found)).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static final class Shared {
        static final FakeMessageService SERVICE = new FakeMessageService();
    }
}
