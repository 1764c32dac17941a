package io.tertulia.room.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OutboxPropertiesTests {

    private static OutboxProperties bind(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("chat.room.outbox", OutboxProperties.class);
    }

    @Test
    void haveDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new OutboxProperties(
                                4,
                                1_024,
                                50,
                                Duration.ofSeconds(12),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5)));
    }

    @Test
    void keepTheirNames() {
        assertThat(
                        bind(
                                Map.of(
                                        "chat.room.outbox.stripes", "2",
                                        "chat.room.outbox.queue", "3",
                                        "chat.room.outbox.entries-per-room", "5",
                                        "chat.room.outbox.send-timeout", "6s",
                                        "chat.room.outbox.sweep-every", "7s",
                                        "chat.room.outbox.retry-every", "8s",
                                        "chat.room.outbox.grace", "9s")))
                .isEqualTo(
                        new OutboxProperties(
                                2,
                                3,
                                5,
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(9)));
    }
}
