package io.tertulia.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.test.Probes;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;

/** A consumer that an Error has ended reads never again: only then is a restart of any use. */
@PresenceServiceTest
@Import(LivenessTests.Doomed.class)
@DirtiesContext
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(120)
class LivenessTests {

    private static final String TOPIC = "doom";

    private final Probes probes;
    private final KafkaTemplate<String, byte[]> template;

    LivenessTests(@LocalServerPort int port, KafkaTemplate<String, byte[]> template) {
        this.probes = Probes.at("http://127.0.0.1:" + port);
        this.template = template;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Doomed {

        @Bean
        NewTopic doom() {
            return new NewTopic(TOPIC, 1, (short) 1);
        }

        @Bean
        KafkaMessageListenerContainer<String, byte[]> doomed(KafkaProperties kafka) {
            var properties = new ContainerProperties(TOPIC);
            properties.setGroupId("doomed");
            MessageListener<String, byte[]> listener =
                    _ -> {
                        throw new StackOverflowError("made on purpose");
                    };
            properties.setMessageListener(listener);
            return new KafkaMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<>(
                            kafka.buildConsumerProperties(),
                            new StringDeserializer(),
                            new ByteArrayDeserializer()),
                    properties);
        }
    }

    @Test
    void livesNoMoreOnceAConsumerHasEndedByItself() {
        probes.awaitReady();
        assertThat(probes.isLive()).isTrue();

        template.send(TOPIC, new byte[1]).join();

        await().atMost(Duration.ofSeconds(30)).until(() -> !probes.isLive());
    }
}
