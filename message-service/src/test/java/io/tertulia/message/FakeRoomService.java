package io.tertulia.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as room-service does when it is asked about a participant. */
public final class FakeRoomService {

    private static final FakeRoomService SHARED = new FakeRoomService();

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private FakeRoomService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/rooms/", this::answer);
        server.start();
    }

    /** The one that all tests of a JVM share; they use rooms of their own. */
    public static FakeRoomService shared() {
        return SHARED;
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * From now on it knows somebody's standing in a room, or with an empty role that they are a
     * stranger.
     */
    public void knows(UUID room, UUID user, long version, String role) {
        knows(room, user, version, role, "group", "public");
    }

    /** From now on it knows somebody as a stranger in a room of this kind. */
    public void knowsStranger(UUID room, UUID user, String type, String visibility) {
        knows(room, user, 9, "", type, visibility);
    }

    private void knows(
            UUID room, UUID user, long version, String role, String type, String visibility) {
        answers.put(
                path(room, user),
                """
                {"room": {"id": "%s", "name": "Tertulia", "description": "", "room_type": "%s",
                  "visibility": "%s", "participant_count": 1, "created_by": null,
                  "is_active": true, "created_at": "2026-01-01T00:00:00Z",
                  "updated_at": "2026-01-01T00:00:00Z"},
                 "version": %d, "role": %s, "is_participant": %s}
                """
                        .formatted(
                                room,
                                type,
                                visibility,
                                version,
                                role.isEmpty() ? "null" : "\"" + role + "\"",
                                !role.isEmpty()));
    }

    /** Whether anybody asked about this. */
    public boolean wasAsked(UUID room, UUID user) {
        return asked.contains(path(room, user));
    }

    private static String path(UUID room, UUID user) {
        return "/internal/rooms/" + room + "/members/" + user;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceAll("/$", "");
        asked.add(path);
        String answer = answers.get(path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        try (exchange) {
            if (authorization == null || !authorization.startsWith("Bearer ")) {
                exchange.sendResponseHeaders(401, -1);
            } else if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = answer.getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
