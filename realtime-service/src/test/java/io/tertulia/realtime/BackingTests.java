package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.realtime.sockets.EventLoops;
import io.tertulia.test.OwnServers;
import io.tertulia.test.Probes;
import io.tertulia.test.SecuredKafka;
import io.tertulia.test.Servers;
import io.tertulia.test.TestIssuer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What is behind the service goes away and comes back, and asks for passwords and certificates. */
@Timeout(180)
class BackingTests {

    private static ConfigurableApplicationContext service(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("PORT", "0");
        all.put("CHAT_SOCKETS_PORT", "0");
        all.put("CHAT_OIDC_ISSUER", TestIssuer.shared().issuer());
        all.put("CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri());
        return RealtimeServiceApplication.prepare().run(Probes.arguments(all));
    }

    @Test
    void isUnreadyButLivesWhileKafkaIsAwayAndComesBack() {
        try (var servers = OwnServers.start();
                var service = service(servers.environment())) {
            var probes = Probes.of(service.getEnvironment());
            probes.awaitUp("events");

            servers.stopKafka();
            probes.awaitDown("events");
            assertThat(probes.isReady()).isFalse();
            assertThat(probes.isLive()).isTrue();
            servers.startKafka();
            probes.awaitUp("events");
        }
    }

    @Test
    void readsEventsFromAKafkaThatAsksForAPassword() {
        try (var kafka = SecuredKafka.start();
                var service = service(kafka.environment())) {
            Probes.of(service.getEnvironment()).awaitUp("events");
        }
    }

    @Test
    void goesOnOnceARefusedPasswordIsRight() {
        try (var kafka = SecuredKafka.start()) {
            var environment = new HashMap<>(kafka.environment());
            environment.put("CHAT_KAFKA_PASSWORD", "another one");
            try (var service = service(environment)) {
                var probes = Probes.of(service.getEnvironment());
                probes.awaitDown("events");
                assertThat(probes.isLive()).isTrue();

                kafka.setPassword("another one");
                probes.awaitUp("events");
            }
        }
    }

    @Test
    void livesNoMoreWhileAThreadOfItsSocketsIsStuck() {
        try (var service = service(Map.of("CHAT_KAFKA", Servers.kafka()))) {
            var probes = Probes.of(service.getEnvironment());
            assertThat(probes.isLive()).isTrue();
            var freed = new CountDownLatch(1);
            service.getBean(EventLoops.class)
                    .all()
                    .getFirst()
                    .execute(
                            () -> {
                                try {
                                    freed.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });

            assertThat(probes.isLive()).isFalse();
            freed.countDown();
            assertThat(probes.isLive()).isTrue();
        }
    }
}
