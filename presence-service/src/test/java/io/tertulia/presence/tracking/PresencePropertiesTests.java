package io.tertulia.presence.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PresencePropertiesTests {

    @Test
    void hasDefaultsForAll() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new PresenceProperties(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1),
                                500,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(5),
                                1000));
    }

    @Test
    void takesAllFromTheConfiguration() {
        assertThat(
                        bind(
                                Map.of(
                                        "chat.presence.grace", "1s",
                                        "chat.presence.sweep-interval", "2s",
                                        "chat.presence.sweep-batch", "3",
                                        "chat.presence.republish-after", "4s",
                                        "chat.presence.publish-timeout", "5s",
                                        "chat.presence.longest-lease", "6s",
                                        "chat.presence.most-rooms", "7")))
                .isEqualTo(
                        new PresenceProperties(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                7));
    }

    private static PresenceProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("chat.presence", PresenceProperties.class);
    }
}
