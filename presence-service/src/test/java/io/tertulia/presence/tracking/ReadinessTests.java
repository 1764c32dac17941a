package io.tertulia.presence.tracking;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.presence.PresenceServiceTest;
import io.tertulia.presence.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.test.context.TestConstructor;

@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(60)
class ReadinessTests {

    private final KafkaListenerEndpointRegistry consumers;
    private final Rest rest;

    ReadinessTests(KafkaListenerEndpointRegistry consumers, @LocalServerPort int port) {
        this.consumers = consumers;
        this.rest = new Rest(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leases", "rooms"})
    void isReadyWhileItsConsumersLive(String consumer) {
        await().until(() -> readiness() == 200);
        var container = requireNonNull(consumers.getListenerContainer(consumer));

        container.stop();
        assertThat(readiness()).isEqualTo(503);
        assertThat(status("liveness")).isEqualTo(200);

        container.start();
        await().until(() -> readiness() == 200);
    }

    @Test
    void answersWithoutAToken() {
        assertThat(status("liveness")).isEqualTo(200);
        assertThat(rest.get("/actuator/metrics", (String) null).status()).isEqualTo(401);
    }

    private int readiness() {
        return status("readiness");
    }

    private int status(String probe) {
        return rest.get("/actuator/health/" + probe, (String) null).status();
    }
}
