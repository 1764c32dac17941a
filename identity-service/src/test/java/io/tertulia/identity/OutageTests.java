package io.tertulia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import io.tertulia.test.HalfRequest;
import io.tertulia.test.Probes;
import io.tertulia.test.TestCertificate;
import io.tertulia.test.TlsDoor;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The service's database goes away under it; it has one of its own to lose. */
class OutageTests {

    @Test
    void provesTokensButTakesNobodyInWhileItsDatabaseIsAway() {
        EmbeddedMongo mongo = EmbeddedMongo.start(MongoSettings.inMemory());
        try (var service =
                IdentityServiceApplication.prepare()
                        .run(
                                "--PORT=0",
                                "--CHAT_MONGO=" + mongo.uri(),
                                "--CHAT_ROOM_URL=",
                                "--chat.identity.database.selection-timeout=200ms",
                                "--chat.identity.accounts.hash-strength=4")) {
            var client = IdentityClient.of(service.getEnvironment());
            String username = IdentityClient.freshName("olga");
            client.register(username);
            assertThat(client.login(username).status()).isEqualTo(200);
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);

            mongo.close();

            var refused = client.login(username);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(client.get("/oauth2/jwks").status()).isEqualTo(200);
        }
    }

    @Test
    void reachesADatabaseThatSpeaksTls() {
        TestCertificate certificate = TestCertificate.make("mongo");
        try (EmbeddedMongo mongo = EmbeddedMongo.start(MongoSettings.inMemory());
                var door = TlsDoor.before(URI.create(mongo.uri()).getPort(), certificate);
                var service =
                        IdentityServiceApplication.prepare()
                                .run(
                                        "--PORT=0",
                                        "--CHAT_MONGO=mongodb://127.0.0.1:%d/?tls=true"
                                                .formatted(door.port()),
                                        "--CHAT_MONGO_CA=" + certificate.certificate(),
                                        "--CHAT_ROOM_URL=",
                                        "--chat.identity.accounts.hash-strength=4")) {
            Probes.of(service.getEnvironment()).awaitReady();
            assertThat(
                            IdentityClient.of(service.getEnvironment())
                                    .register(IdentityClient.freshName("tina"))
                                    .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void finishesARequestInProgressAfterItHasStoppedLettingOthersIn() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(MongoSettings.inMemory())) {
            var service =
                    IdentityServiceApplication.prepare()
                            .run(
                                    "--PORT=0",
                                    "--CHAT_MONGO=" + mongo.uri(),
                                    "--CHAT_ROOM_URL=",
                                    "--chat.identity.accounts.hash-strength=4");
            int port = service.getEnvironment().getRequiredProperty("local.server.port", int.class);
            var request =
                    HalfRequest.begin(
                            port,
                            "/api/v1/auth/register/",
                            "none",
                            "{\"username\": \"%s\", \"password\": \"correct horse\"}"
                                    .formatted(IdentityClient.freshName("lena")));
            Thread stopping = Thread.ofVirtual().start(service::close);
            await().until(() -> !request.letsOthersIn());

            assertThat(request.finish()).isEqualTo(201);
            stopping.join();
            request.close();
        }
    }
}
