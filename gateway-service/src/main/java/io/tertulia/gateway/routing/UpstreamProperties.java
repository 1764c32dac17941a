package io.tertulia.gateway.routing;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are: for each the base addresses of its instances, one or more.
 *
 * @param identity accounts and tokens; none where another issuer takes its place
 * @param room rooms and the directory of people
 * @param message messages and attachments
 * @param presence online status
 * @param realtime the realtime service's HTTP port, asked for its readiness
 * @param sockets the realtime service's port for WebSockets
 * @param avoid how long an instance that refused a connection, or could not answer an upgrade, is
 *     tried last
 * @param uploadTimeout how long an upload may take from its first byte to the answer
 */
@Validated
@ConfigurationProperties("chat.gateway.upstreams")
public record UpstreamProperties(
        @DefaultValue("http://127.0.0.1:8081") List<URI> identity,
        @DefaultValue("http://127.0.0.1:8082") @NotEmpty List<URI> room,
        @DefaultValue("http://127.0.0.1:8083") @NotEmpty List<URI> message,
        @DefaultValue("http://127.0.0.1:8084") @NotEmpty List<URI> presence,
        @DefaultValue("http://127.0.0.1:8085") @NotEmpty List<URI> realtime,
        @DefaultValue("http://127.0.0.1:8086") @NotEmpty List<URI> sockets,
        @DefaultValue("2s") Duration avoid,
        @DefaultValue("5m") Duration uploadTimeout) {

    /** Whether there is such a service at all. */
    public boolean has(Service service) {
        return !of(service).isEmpty();
    }

    /** The configured addresses of a service's instances. */
    public List<URI> of(Service service) {
        return switch (service) {
            case IDENTITY -> identity;
            case ROOM -> room;
            case MESSAGE -> message;
            case PRESENCE -> presence;
            case REALTIME -> realtime;
            case SOCKETS -> sockets;
        };
    }
}
