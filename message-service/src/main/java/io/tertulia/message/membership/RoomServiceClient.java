package io.tertulia.message.membership;

import io.tertulia.events.room.Role;
import io.tertulia.events.room.Room;
import io.tertulia.message.log.RoomUser;
import io.tertulia.web.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks room-service, which owns the truth, in the name of a caller. */
final class RoomServiceClient {

    private static final Logger LOG = LoggerFactory.getLogger(RoomServiceClient.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RestClient http;
    private final List<URI> urls;
    private final JsonMapper mapper;
    private final AtomicInteger turn = new AtomicInteger();

    RoomServiceClient(RoomServiceProperties properties, JsonMapper mapper) {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(properties.connect())
                                .build());
        requests.setReadTimeout(properties.answer());
        this.http = RestClient.builder().requestFactory(requests).build();
        this.urls = properties.urls();
        this.mapper = mapper;
    }

    /**
     * What room-service says of somebody in a room.
     *
     * @param role null unless the person takes part
     */
    record Lookup(Room room, long version, @Nullable Role role, boolean isParticipant) {}

    /**
     * Asks about the caller in a room.
     *
     * @param token the caller's own
     * @return empty if there is no such room
     * @throws ProblemException 503 if no instance answers
     */
    Optional<Lookup> find(RoomUser who, String token) {
        int first = Math.floorMod(turn.getAndIncrement(), urls.size());
        for (int i = 0; i < urls.size(); i++) {
            URI url = urls.get((first + i) % urls.size());
            try {
                return ask(url, who, token);
            } catch (RestClientException | JacksonException e) {
                LOG.warn("room-service at {} does not answer: {}", url, e.toString());
            }
        }
        throw ProblemException.unavailable(
                "It cannot be found out now whether you take part in the room; try again.",
                RETRY_AFTER);
    }

    private Optional<Lookup> ask(URI url, RoomUser who, String token) {
        byte[] answer =
                http.get()
                        .uri(url + "/internal/rooms/{room}/members/{user}", who.room(), who.user())
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .exchange(
                                (request, response) -> {
                                    HttpStatusCode status = response.getStatusCode();
                                    if (status.value() == 404) {
                                        return new byte[0];
                                    }
                                    if (!status.is2xxSuccessful()) {
                                        throw new RestClientException("status " + status);
                                    }
                                    return response.getBody().readAllBytes();
                                });
        return answer == null || answer.length == 0
                ? Optional.empty()
                : Optional.of(mapper.readValue(answer, Lookup.class));
    }
}
