package io.tertulia.room.heads;

import io.tertulia.events.EventJson;
import io.tertulia.web.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks message-service for the heads of rooms. */
@Component
public class RoomHeads {

    private static final Logger LOG = LoggerFactory.getLogger(RoomHeads.class);
    private static final int ROOMS_AT_ONCE = 500;

    private final MessageServiceProperties properties;
    private final RestClient client;
    private final Instances instances;

    RoomHeads(MessageServiceProperties properties, Clock clock) {
        this.properties = properties;
        instances = new Instances(properties.urls(), properties.rest(), clock);
        var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(properties.connectTimeout())
                        .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.readTimeout());
        client =
                RestClient.builder()
                        .requestFactory(requests)
                        .configureMessageConverters(
                                converters ->
                                        converters.withJsonConverter(
                                                new JacksonJsonHttpMessageConverter(
                                                        EventJson.mapper())))
                        .build();
    }

    /**
     * The heads of rooms that the caller on this thread takes part in; a room that is missing was
     * never written to.
     *
     * @throws ProblemException 503 if message-service does not answer
     */
    public Map<UUID, RoomHead> of(List<UUID> rooms) {
        var heads = new HashMap<UUID, RoomHead>();
        for (int from = 0; from < rooms.size(); from += ROOMS_AT_ONCE) {
            int to = Math.min(from + ROOMS_AT_ONCE, rooms.size());
            heads.putAll(ask(rooms.subList(from, to)));
        }
        return heads;
    }

    private Map<UUID, RoomHead> ask(List<UUID> rooms) {
        for (URI url : instances.inTurn()) {
            try {
                return ask(url, rooms);
            } catch (ResourceAccessException | HttpServerErrorException e) {
                if (instances.failed(url)) {
                    LOG.warn("message-service at {} does not answer: {}", url, e.getMessage());
                }
            } catch (RestClientException e) {
                LOG.error("message-service at {} refuses to give heads", url, e);
                throw away();
            }
        }
        throw away();
    }

    private Map<UUID, RoomHead> ask(URI url, List<UUID> rooms) {
        Answer answer =
                client.post()
                        .uri(url + "/internal/room-heads")
                        .headers(headers -> headers.setBearerAuth(callersToken()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("room_ids", rooms))
                        .retrieve()
                        .body(Answer.class);
        return answer == null || answer.heads() == null ? Map.of() : answer.heads();
    }

    private ProblemException away() {
        return ProblemException.unavailable(
                "The messages are away for a moment; try again.", properties.retryAfter());
    }

    private static String callersToken() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken caller) {
            return caller.getToken().getTokenValue();
        }
        throw new IllegalStateException("heads are asked for on a caller's behalf only");
    }

    private record Answer(@Nullable Map<UUID, RoomHead> heads) {}
}
