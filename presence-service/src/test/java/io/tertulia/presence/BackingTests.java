package io.tertulia.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.OwnServers;
import io.tertulia.test.Probes;
import io.tertulia.test.SecuredKafka;
import io.tertulia.test.TestCertificate;
import io.tertulia.test.TlsDoor;
import java.net.URI;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is behind the service goes away and comes back, and asks for passwords and certificates. */
@Timeout(180)
class BackingTests {

    @Test
    void isUnreadyButLivesWhileKafkaOrMongoIsAwayAndComesBack() {
        try (var servers = OwnServers.start();
                var service =
                        PresenceServiceApplication.prepare()
                                .run(Probes.arguments(servers.environment()))) {
            var probes = Probes.of(service.getEnvironment());
            probes.awaitReady();

            servers.stopKafka();
            probes.awaitDown("tracking");
            assertThat(probes.isLive()).isTrue();
            servers.startKafka();
            probes.awaitReady();

            servers.stopMongo();
            probes.awaitDown("mongo");
            assertThat(probes.isLive()).isTrue();
            servers.startMongo();
            probes.awaitReady();
        }
    }

    @Test
    void isReadyWithAKafkaThatAsksForAPasswordAndAMongoThatSpeaksTls() {
        TestCertificate certificate = TestCertificate.make("mongo");
        try (var kafka = SecuredKafka.start();
                var servers = OwnServers.start();
                var door = TlsDoor.before(mongoPort(servers), certificate)) {
            var environment = new HashMap<>(servers.environment());
            environment.putAll(kafka.environment());
            environment.put(
                    "CHAT_MONGO", "mongodb://127.0.0.1:%d/?tls=true".formatted(door.port()));
            environment.put("CHAT_MONGO_CA", certificate.certificate().toString());

            try (var service =
                    PresenceServiceApplication.prepare().run(Probes.arguments(environment))) {
                Probes.of(service.getEnvironment()).awaitReady();
            }
        }
    }

    private static int mongoPort(OwnServers servers) {
        return URI.create(servers.environment().getOrDefault("CHAT_MONGO", "")).getPort();
    }
}
