package io.tertulia.guarantees.clients;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a Tertulia is reached.
 *
 * @param gateway its only public address
 * @param realtime where the instances of realtime-service take sockets themselves; empty where they
 *     are not known
 */
public record Endpoints(URI gateway, Supplier<List<URI>> realtime) {

    URI rest(String path) {
        return gateway.resolve("/api/v1" + path);
    }

    /** A room's socket, as browsers reach it. */
    URI socket(UUID room, long after) {
        return socket(gateway, room, after);
    }

    /** A room's socket on some instance, past the gateway; null where none is known. */
    @Nullable URI socketPastTheGateway(UUID room, long after, Random random) {
        List<URI> instances = realtime.get();
        return instances.isEmpty()
                ? null
                : socket(instances.get(random.nextInt(instances.size())), room, after);
    }

    /** The socket of all rooms, as browsers reach it. */
    URI allRooms() {
        return allRooms(gateway);
    }

    /** The socket of all rooms on some instance, past the gateway; null where none is known. */
    @Nullable URI allRoomsPastTheGateway(Random random) {
        List<URI> instances = realtime.get();
        return instances.isEmpty()
                ? null
                : allRooms(instances.get(random.nextInt(instances.size())));
    }

    private static URI allRooms(URI base) {
        return URI.create("ws://%s/ws/chat/".formatted(base.getAuthority()));
    }

    private static URI socket(URI base, UUID room, long after) {
        String query = after < 0 ? "" : "?after=" + after;
        return URI.create("ws://%s/ws/chat/%s/%s".formatted(base.getAuthority(), room, query));
    }
}
