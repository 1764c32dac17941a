package io.tertulia.stack;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which instance of which service listens where, and what each is told about it: the environment
 * variables that an operator would set.
 */
final class Wiring {

    static final String LOOPBACK = "127.0.0.1";

    private final UpOptions options;
    private final Map<Service, List<Address>> addresses = new EnumMap<>(Service.class);

    /**
     * The ports of one instance.
     *
     * @param sockets where realtime's sockets are; 0 for every other service
     */
    record Address(int port, int sockets) {
        String url() {
            return "http://" + LOOPBACK + ":" + port;
        }

        String socketsUrl() {
            return "http://" + LOOPBACK + ":" + sockets;
        }

        /** What {@code ./tertulia status} shows: where it listens, and where its sockets are. */
        String shown() {
            return sockets == 0 ? url() : url() + " " + socketsUrl();
        }
    }

    Wiring(UpOptions options, Ports ports) {
        this.options = options;
        for (Service service : Service.values()) {
            addresses.put(
                    service,
                    Stream.generate(() -> address(service, ports))
                            .limit(options.instancesOf(service))
                            .toList());
        }
    }

    List<Address> addresses(Service service) {
        return addresses.getOrDefault(service, List.of());
    }

    /** The settings of one instance. */
    Map<String, String> settings(Service service, Address address, String kafka, String mongo) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("PORT", Integer.toString(address.port()));
        settings.put("CHAT_BIND_ADDRESS", service == Service.GATEWAY ? options.bind() : LOOPBACK);
        settings.put("CHAT_KAFKA", kafka);
        settings.put("CHAT_MONGO", mongo);
        // What the environment says about passwords and certificates is for servers of others.
        if (options.kafka().isEmpty()) {
            settings.put("CHAT_KAFKA_SECURITY", "plaintext");
        }
        if (options.mongo().isEmpty()) {
            settings.put("CHAT_MONGO_CA", "");
            settings.put("CHAT_MONGO_CERTIFICATE", "");
            settings.put("CHAT_MONGO_KEY", "");
        }
        if (options.brokers() > 1) {
            settings.put("CHAT_KAFKA_REPLICATION", Integer.toString(options.brokers()));
        }
        settings.put("CHAT_OIDC_ISSUER", "http://localhost:" + options.port());
        settings.put(
                "CHAT_OIDC_JWKS", addresses(Service.IDENTITY).getFirst().url() + "/oauth2/jwks");
        if (address.sockets() != 0) {
            settings.put("CHAT_SOCKETS_PORT", Integer.toString(address.sockets()));
        }
        for (Service other : Service.values()) {
            other.urlVariable().ifPresent(variable -> settings.put(variable, urls(other)));
        }
        settings.put(
                "CHAT_SOCKETS_URL",
                addresses(Service.REALTIME).stream()
                        .map(Address::socketsUrl)
                        .collect(Collectors.joining(",")));
        return settings;
    }

    private String urls(Service service) {
        return addresses(service).stream().map(Address::url).collect(Collectors.joining(","));
    }

    private Address address(Service service, Ports ports) {
        return switch (service) {
            case GATEWAY -> new Address(options.port(), 0);
            case REALTIME -> new Address(ports.free(), ports.free());
            case IDENTITY, ROOM, MESSAGE, PRESENCE -> new Address(ports.free(), 0);
        };
    }
}
