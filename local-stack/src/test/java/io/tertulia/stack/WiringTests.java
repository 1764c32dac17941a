package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTests {

    private final UpOptions options =
            UpOptions.parse(List.of("--port", "9000", "--separate", "--with", "realtime=2"));
    private final Wiring wiring = new Wiring(options, new Ports());

    @Test
    void everybodyIsToldOfEveryInstance() {
        var gateway = wiring.addresses(Service.GATEWAY).getFirst();

        var settings = wiring.settings(Service.GATEWAY, gateway, "kafka:1", "mongodb://m");

        assertThat(settings).containsEntry("PORT", "9000").containsEntry("CHAT_KAFKA", "kafka:1");
        assertThat(settings).hasEntrySatisfying("CHAT_REALTIME_URL", WiringTests::namesTwo);
        assertThat(settings).hasEntrySatisfying("CHAT_SOCKETS_URL", WiringTests::namesTwo);
        assertThat(settings.get("CHAT_MESSAGE_URL"))
                .isEqualTo(wiring.addresses(Service.MESSAGE).getFirst().url());
    }

    @Test
    void onlyTheGatewayListensWhereItIsTold() {
        var open = new Wiring(UpOptions.parse(List.of("--bind", "0.0.0.0")), new Ports());

        for (Service service : Service.values()) {
            var settings = open.settings(service, open.addresses(service).getFirst(), "k", "m");
            assertThat(settings)
                    .containsEntry(
                            "CHAT_BIND_ADDRESS",
                            service == Service.GATEWAY ? "0.0.0.0" : "127.0.0.1");
        }
    }

    @Test
    void aClusterOfBrokersKeepsACopyOfEverythingOnEach() {
        var cluster =
                new Wiring(
                        UpOptions.parse(List.of("--separate", "--with", "kafka=3")), new Ports());
        var room = cluster.addresses(Service.ROOM).getFirst();

        assertThat(cluster.settings(Service.ROOM, room, "k", "m"))
                .containsEntry("CHAT_KAFKA_REPLICATION", "3");
        assertThat(wiring.settings(Service.ROOM, room, "k", "m"))
                .doesNotContainKey("CHAT_KAFKA_REPLICATION");
    }

    /** The environment reaches the services, and may be that of another Kafka and MongoDB. */
    @Test
    void theEmbeddedServersAreReachedWithoutPasswordsAndCertificates() {
        var room = wiring.addresses(Service.ROOM).getFirst();
        var outside =
                new Wiring(
                        UpOptions.parse(List.of("--kafka", "k:1", "--mongo", "mongodb://m")),
                        new Ports());

        assertThat(wiring.settings(Service.ROOM, room, "k", "m"))
                .containsEntry("CHAT_KAFKA_SECURITY", "plaintext")
                .containsEntry("CHAT_MONGO_CA", "");
        assertThat(outside.settings(Service.ROOM, room, "k", "m"))
                .doesNotContainKeys("CHAT_KAFKA_SECURITY", "CHAT_MONGO_CA");
    }

    @Test
    void peopleAreShownWhereSocketsAre() {
        var realtime = wiring.addresses(Service.REALTIME).getFirst();
        var room = wiring.addresses(Service.ROOM).getFirst();

        assertThat(realtime.shown()).isEqualTo(realtime.url() + " " + realtime.socketsUrl());
        assertThat(room.shown()).isEqualTo(room.url());
    }

    @Test
    void noTwoInstancesShareAPort() {
        var ports =
                List.of(Service.values()).stream()
                        .flatMap(service -> wiring.addresses(service).stream())
                        .map(Wiring.Address::port)
                        .toList();

        assertThat(ports).doesNotHaveDuplicates().hasSize(7);
    }

    private static void namesTwo(String urls) {
        assertThat(urls.split(",", -1)).hasSize(2);
    }
}
