package io.tertulia.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.events.User;
import io.tertulia.test.HalfRequest;
import io.tertulia.test.OwnServers;
import io.tertulia.test.People;
import io.tertulia.test.Probes;
import io.tertulia.test.SecuredKafka;
import io.tertulia.test.TestCertificate;
import io.tertulia.test.TestIssuer;
import io.tertulia.test.TlsDoor;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is behind the service goes away and comes back, and asks for passwords and certificates. */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class BackingTests {

    private static final Duration WATCHED = Duration.ofSeconds(20);

    /** For some ten clients, each of which tries again every few seconds. */
    private static final int MOST_LINES = 100;

    /** The first line of what is logged, without its stack trace. */
    private static final Pattern TIMED = Pattern.compile("^[0-9:. T-]{8,}.* (WARN|ERROR|INFO)");

    @Test
    void isUnreadyButLivesWhileKafkaOrMongoIsAwayAndComesBack() {
        try (var servers = OwnServers.start();
                var service =
                        MessageServiceApplication.prepare()
                                .run(Probes.arguments(servers.environment()))) {
            var probes = Probes.of(service.getEnvironment());
            probes.awaitReady();

            servers.stopKafka();
            probes.awaitDown("kafka");
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
                    MessageServiceApplication.prepare().run(Probes.arguments(environment))) {
                Probes.of(service.getEnvironment()).awaitReady();
            }
        }
    }

    @Test
    void saysThatThePasswordIsRefusedWithoutFloodingTheLogAndGoesOnOnceItIsRight(
            CapturedOutput output) {
        try (var kafka = SecuredKafka.start();
                var servers = OwnServers.start()) {
            var environment = new HashMap<>(servers.environment());
            environment.putAll(kafka.environment());
            environment.put("CHAT_KAFKA_PASSWORD", "not-the-one");
            try (var service =
                    MessageServiceApplication.prepare().run(Probes.arguments(environment))) {
                var probes = Probes.of(service.getEnvironment());
                probes.awaitDown("kafka");
                assertThat(probes.isLive()).isTrue();
                assertThat(output).contains("uthentication failed").doesNotContain("not-the-one");

                int before = output.getAll().length();
                await().during(WATCHED).atMost(WATCHED.multipliedBy(2)).until(() -> true);
                long lines =
                        output.getAll()
                                .substring(before)
                                .lines()
                                .filter(TIMED.asPredicate())
                                .count();
                assertThat(lines).as("lines in %s", WATCHED).isLessThan(MOST_LINES);

                kafka.setPassword("not-the-one");
                probes.awaitReady();
            }
        }
    }

    /** The answer comes from the writer, through Kafka: both must still be there. */
    @Test
    void finishesARequestInProgressAfterItHasStoppedLettingOthersIn() throws Exception {
        try (var servers = OwnServers.start()) {
            var environment = new HashMap<>(servers.environment());
            environment.put("CHAT_OIDC_ISSUER", TestIssuer.shared().issuer());
            environment.put("CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri());
            environment.put("CHAT_ROOM_URL", FakeRoomService.shared().url());
            User ana = People.someone("ana");
            UUID room = UUID.randomUUID();
            FakeRoomService.shared().knows(room, ana.id(), 1, "member");
            var service = MessageServiceApplication.prepare().run(Probes.arguments(environment));
            Probes.of(service.getEnvironment()).awaitReady();
            int port = service.getEnvironment().getRequiredProperty("local.server.port", int.class);
            var request =
                    HalfRequest.begin(
                            port,
                            "/api/v1/chat/messages/",
                            TestIssuer.shared().token(ana),
                            "{\"room\": \"%s\", \"content\": \"Hola\"}".formatted(room));
            Thread stopping = Thread.ofVirtual().start(service::close);
            await().until(() -> !request.letsOthersIn());

            assertThat(request.finish()).isEqualTo(201);
            stopping.join();
            request.close();
        }
    }

    private static int mongoPort(OwnServers servers) {
        return URI.create(servers.environment().getOrDefault("CHAT_MONGO", "")).getPort();
    }
}
