package io.tertulia.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.test.OwnServers;
import io.tertulia.test.SecuredKafka;
import io.tertulia.test.TestCertificate;
import io.tertulia.test.TlsDoor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a whole stack works over a Kafka that asks for a password by TLS (SASL_SSL, SCRAM) and a
 * MongoDB by TLS, and nobody who looks at the processes or their logs finds a secret.
 */
class SecuredStackIT {

    @Test
    void talksOverServersThatAskForPasswordsAndCertificatesAndTellsNoSecret(@TempDir Path folder)
            throws Exception {
        TestCertificate certificate = TestCertificate.make("mongo");
        try (var kafka = SecuredKafka.start();
                var servers = OwnServers.start();
                var door =
                        TlsDoor.before(
                                port(servers.environment().getOrDefault("CHAT_MONGO", "")),
                                certificate)) {
            var environment = new HashMap<>(kafka.environment());
            environment.put("CHAT_MONGO_CA", certificate.certificate().toString());
            String uri = "mongodb://127.0.0.1:%d/?tls=true".formatted(door.port());
            Path file = Files.writeString(folder.resolve("mongo-uri"), uri);

            try (var tertulia =
                            TertuliaProcess.up(
                                    environment,
                                    "--separate",
                                    "--kafka",
                                    environment.getOrDefault("CHAT_KAFKA", ""),
                                    "--mongo",
                                    "@" + file);
                    var talk = new Talk(tertulia)) {
                talk.awaitMore(50, Duration.ofMinutes(2));
                talk.finishAndCheck();

                for (ProcessHandle process : tertulia.processes()) {
                    assertThat(process.info().commandLine().orElse(""))
                            .isNotEmpty()
                            .doesNotContain(SecuredKafka.PASSWORD)
                            .doesNotContain(uri);
                }
                try (var logs = Files.list(tertulia.data().resolve("logs"))) {
                    assertThat(logs.toList())
                            .hasSizeGreaterThan(5)
                            .allSatisfy(
                                    log ->
                                            assertThat(Files.readString(log))
                                                    .doesNotContain(SecuredKafka.PASSWORD));
                }
            }
        }
    }

    private static int port(String uri) {
        return URI.create(uri).getPort();
    }
}
