package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WriterPropertiesTests {

    private static WriterProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("chat.message.writer", WriterProperties.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new WriterProperties(
                                "message-service.writer",
                                null,
                                500,
                                Duration.ofMillis(250),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(10),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5),
                                10_000));
    }

    @Test
    void readsEveryKey() {
        assertThat(
                        bind(
                                Map.of(
                                        "chat.message.writer.group", "g",
                                        "chat.message.writer.instance-id", "one",
                                        "chat.message.writer.max-batch", "7",
                                        "chat.message.writer.poll", "1s",
                                        "chat.message.writer.session", "20s",
                                        "chat.message.writer.publish-patience", "3s",
                                        "chat.message.writer.first-retry", "20ms",
                                        "chat.message.writer.longest-retry", "2s",
                                        "chat.message.writer.cached-rooms", "9")))
                .isEqualTo(
                        new WriterProperties(
                                "g",
                                "one",
                                7,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(3),
                                Duration.ofMillis(20),
                                Duration.ofSeconds(2),
                                9));
    }
}
