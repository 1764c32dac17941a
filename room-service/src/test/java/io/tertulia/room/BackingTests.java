package io.tertulia.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tertulia.test.HalfRequest;
import io.tertulia.test.OwnServers;
import io.tertulia.test.People;
import io.tertulia.test.Probes;
import io.tertulia.test.SecuredKafka;
import io.tertulia.test.Servers;
import io.tertulia.test.TestCertificate;
import io.tertulia.test.TestIssuer;
import io.tertulia.test.TlsDoor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Kafka and MongoDB ask for passwords and certificates. All services use the same code for that, so
 * the ways in are tried here, and the other services try one each.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(180)
class BackingTests {

    private static final SecuredKafka KAFKA = SecuredKafka.start();
    private static final TestCertificate STRANGER = TestCertificate.make("stranger");

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    private static ConfigurableApplicationContext service(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("PORT", "0");
        all.putIfAbsent("CHAT_KAFKA", Servers.kafka());
        all.putIfAbsent("CHAT_MONGO", Servers.mongo());
        return RoomServiceApplication.prepare().run(Probes.arguments(all));
    }

    @Test
    void isUnreadyButLivesWhileKafkaOrMongoIsAwayAndComesBack() {
        try (var servers = OwnServers.start();
                var service = service(servers.environment())) {
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
    void finishesARequestInProgressAfterItHasStoppedLettingOthersIn() throws Exception {
        var environment =
                Map.of(
                        "CHAT_OIDC_ISSUER", TestIssuer.shared().issuer(),
                        "CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri());
        try (var service = service(environment)) {
            int port = service.getEnvironment().getRequiredProperty("local.server.port", int.class);
            var request =
                    HalfRequest.begin(
                            port,
                            "/api/v1/chat/rooms/",
                            TestIssuer.shared().token(People.someone("ana")),
                            "{\"name\": \"Tertulia\"}");
            Thread stopping = Thread.ofVirtual().start(service::close);
            await().until(() -> !request.letsOthersIn());

            assertThat(request.finish()).isEqualTo(201);
            stopping.join();
            request.close();
        }
    }

    static Stream<Map<String, String>> waysIn() {
        return Stream.of(
                KAFKA.environment(),
                KAFKA.environmentWithoutTls("SCRAM-SHA-512"),
                KAFKA.environmentWithoutTls("SCRAM-SHA-256"),
                KAFKA.environmentWithoutTls("PLAIN"),
                KAFKA.environmentWithCertificate(KAFKA.client()));
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void reachesKafkaInEveryWayThatItOffers(Map<String, String> environment) {
        try (var service = service(environment)) {
            Probes.of(service.getEnvironment()).awaitReady();
        }
    }

    @Test
    void readsThePasswordFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), SecuredKafka.PASSWORD + "\n");
        var environment = new HashMap<>(KAFKA.environment());
        environment.remove("CHAT_KAFKA_PASSWORD");
        environment.put("CHAT_KAFKA_PASSWORD_FILE", file.toString());

        try (var service = service(environment)) {
            Probes.of(service.getEnvironment()).awaitReady();
        }
    }

    @Test
    void namesKafkaWhileThePasswordIsRefusedAndGoesOnOnceItIsRight(CapturedOutput output) {
        String changed = "another-secret-of-ours";
        var environment = new HashMap<>(KAFKA.environment());
        environment.put("CHAT_KAFKA_PASSWORD", changed);
        try (var service = service(environment)) {
            var probes = Probes.of(service.getEnvironment());
            probes.awaitDown("kafka");
            assertThat(probes.isLive()).isTrue();
            assertThat(output).contains("uthentication failed").doesNotContain(changed);

            KAFKA.setPassword(changed);
            probes.awaitReady();
        } finally {
            KAFKA.setPassword(SecuredKafka.PASSWORD);
        }
        assertThat(output).doesNotContain(changed);
    }

    static Stream<Map<String, String>> strangers() {
        var untrusting = new HashMap<>(KAFKA.environment());
        untrusting.put("CHAT_KAFKA_CA", STRANGER.certificate().toString());
        return Stream.of(untrusting, KAFKA.environmentWithCertificate(STRANGER));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void namesKafkaWhereACertificateIsNotTrusted(
            Map<String, String> environment, CapturedOutput output) {
        try (var service = service(environment)) {
            var probes = Probes.of(service.getEnvironment());
            probes.awaitDown("kafka");
            assertThat(probes.isLive()).isTrue();
            assertThat(output).containsAnyOf("SSL handshake failed", "SslAuthenticationException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHAT_KAFKA_CA", "CHAT_MONGO_CA"})
    void doesNotStartWithoutAFileThatIsNamed(String variable, @TempDir Path folder) {
        String missing = folder.resolve("missing.pem").toString();
        var environment = Map.of("CHAT_KAFKA_SECURITY", "ssl", variable, missing);

        assertThatThrownBy(() -> service(environment).close())
                .rootCause()
                .hasMessageContaining(missing);
    }

    static List<Boolean> withAndWithoutCertificate() {
        return List.of(true, false);
    }

    @ParameterizedTest
    @MethodSource("withAndWithoutCertificate")
    void reachesMongoThroughTls(boolean withCertificate) {
        TestCertificate own = TestCertificate.make("mongo");
        TestCertificate ours = TestCertificate.make("service");
        int behind = URI.create(Servers.mongo()).getPort();
        try (var door =
                        withCertificate
                                ? TlsDoor.before(behind, own, ours)
                                : TlsDoor.before(behind, own);
                var service = service(mongo(door, own, withCertificate ? ours : null))) {
            Probes.of(service.getEnvironment()).awaitReady();
        }
    }

    @Test
    void doesNotStartWhereTheCertificateOfMongoIsNotTrusted() {
        int behind = URI.create(Servers.mongo()).getPort();
        try (var door = TlsDoor.before(behind, TestCertificate.make("mongo"))) {
            assertThatThrownBy(() -> service(mongo(door, STRANGER, null)).close())
                    .rootCause()
                    .hasMessageContaining("SSLHandshakeException");
        }
    }

    /** The embedded server knows no users: to log in fails, as it does with a wrong password. */
    @Test
    void saysThatMongoRefusesThePasswordButNotWhichItIs(CapturedOutput output) {
        var uri = Servers.mongo().replace("mongodb://", "mongodb://tertulia:our-own-secret@");

        assertThatThrownBy(() -> service(Map.of("CHAT_MONGO", uri)).close())
                .hasStackTraceContaining("Exception authenticating")
                .rootCause()
                .hasMessageNotContaining("our-own-secret");
        assertThat(output).contains("Exception authenticating").doesNotContain("our-own-secret");
    }

    /** An address that nobody can make sense of holds a password, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://tertulia:our-own-secret@host:port/",
                "mongodb://tertulia:our-own-secret@a@b/",
                "mongo://tertulia:our-own-secret@host/"
            })
    void neverTellsAPasswordOutOfAnAddressThatIsNone(String uri, CapturedOutput output) {
        assertThatThrownBy(() -> service(Map.of("CHAT_MONGO", uri)).close())
                .rootCause()
                .hasMessageNotContaining("our-own-secret");
        assertThat(output).contains("onnection string").doesNotContain("our-own-secret");
    }

    private static Map<String, String> mongo(
            TlsDoor door, TestCertificate trusted, @Nullable TestCertificate shown) {
        var environment = new HashMap<String, String>();
        environment.put("CHAT_MONGO", "mongodb://127.0.0.1:%d/?tls=true".formatted(door.port()));
        environment.put("CHAT_MONGO_CA", trusted.certificate().toString());
        if (shown != null) {
            environment.put("CHAT_MONGO_CERTIFICATE", shown.certificate().toString());
            environment.put("CHAT_MONGO_KEY", shown.key().toString());
        }
        return environment;
    }
}
