package io.tertulia.stack;

import io.tertulia.gateway.GatewayServiceApplication;
import io.tertulia.identity.IdentityServiceApplication;
import io.tertulia.message.MessageServiceApplication;
import io.tertulia.presence.PresenceServiceApplication;
import io.tertulia.realtime.RealtimeServiceApplication;
import io.tertulia.room.RoomServiceApplication;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.SpringApplication;

/** The services, in the order in which they start: who is called comes before who calls. */
enum Service {
    IDENTITY,
    ROOM,
    MESSAGE,
    PRESENCE,
    REALTIME,
    GATEWAY;

    /** For instance {@code room-service}: the module, the configuration and the jar. */
    String title() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }

    /**
     * The variable by which the others are told where this service is; nobody calls the gateway.
     */
    Optional<String> urlVariable() {
        return this == GATEWAY ? Optional.empty() : Optional.of("CHAT_%s_URL".formatted(name()));
    }

    SpringApplication prepare() {
        return switch (this) {
            case IDENTITY -> IdentityServiceApplication.prepare();
            case ROOM -> RoomServiceApplication.prepare();
            case MESSAGE -> MessageServiceApplication.prepare();
            case PRESENCE -> PresenceServiceApplication.prepare();
            case REALTIME -> RealtimeServiceApplication.prepare();
            case GATEWAY -> GatewayServiceApplication.prepare();
        };
    }

    /** The service of a title, or of its first word. */
    static Optional<Service> titled(String title) {
        return Arrays.stream(values())
                .filter(
                        service ->
                                title.equals(service.title())
                                        || (title + "-service").equals(service.title()))
                .findFirst();
    }
}
