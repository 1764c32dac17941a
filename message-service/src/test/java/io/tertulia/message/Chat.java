package io.tertulia.message;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.EventJson;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.events.room.RoomType;
import io.tertulia.events.room.Visibility;
import io.tertulia.test.People;
import io.tertulia.test.Servers;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the service as its clients and its neighbours do: HTTP with a token, room events. */
public final class Chat {

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final EventCodec<RoomEvent> CODEC = new EventCodec<>(Topics.ROOM_EVENTS);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public Chat(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** What was answered; the body is a missing node where there was none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        /** A field of the body as text. */
        public String text(String field) {
            return body.path(field).asString();
        }
    }

    public Answer get(User caller, String path) {
        return call(caller, "GET", path, null);
    }

    public Answer post(User caller, String path, Object body) {
        return call(caller, "POST", path, body);
    }

    /** Sends a message and expects nothing. */
    public Answer send(User caller, UUID room, String content) {
        return post(caller, "/api/v1/chat/messages/", Map.of("room", room, "content", content));
    }

    public Answer call(User caller, String method, String path, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + TestIssuer.shared().token(caller))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(text(body)))
                        .build();
        try {
            HttpResponse<String> raw = http.send(request, BodyHandlers.ofString());
            return new Answer(raw.statusCode(), MAPPER.readTree(raw.body()), raw);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object body) {
        return body instanceof String text ? text : MAPPER.writeValueAsString(body);
    }

    /** A room whose events say that these take part, the first as owner. */
    public UUID room(User... participants) {
        UUID room = UUID.randomUUID();
        User owner = participants[0];
        for (int i = 0; i < participants.length; i++) {
            join(
                    room,
                    participants[i],
                    participants[i].equals(owner) ? Role.OWNER : Role.MEMBER,
                    i + 2);
        }
        return room;
    }

    /** An event says that somebody takes part from a version on. */
    public void join(UUID room, User user, Role role, long version) {
        publish(version, new RoomEvent.ParticipantJoined(state(room, true), user, role));
    }

    /** Publishes a room event and waits until Kafka has it. */
    public void publish(long version, RoomEvent event) {
        Map<String, Object> config = Map.of("bootstrap.servers", Servers.kafka());
        var envelope =
                new Envelope<>(UUID.randomUUID(), event.room().id(), version, LONG_AGO, event);
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(CODEC.encode(envelope)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A room as its events show it. */
    public static Room state(UUID id, boolean isActive) {
        return state(id, isActive, 1);
    }

    /** A room of so many participants. */
    public static Room state(UUID id, boolean isActive, int participants) {
        return new Room(
                id,
                "Tertulia",
                "",
                RoomType.GROUP,
                Visibility.PUBLIC,
                participants,
                People.someone("owner"),
                isActive,
                LONG_AGO,
                LONG_AGO);
    }
}
