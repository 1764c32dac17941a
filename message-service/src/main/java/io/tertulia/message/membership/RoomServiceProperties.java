package io.tertulia.message.membership;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to ask room-service.
 *
 * @param urls its instances; one after the other is asked until one answers
 * @param connect how long a connection may take
 * @param answer how long an answer may take
 */
@Validated
@ConfigurationProperties("chat.message.room-service")
public record RoomServiceProperties(
        @NotEmpty List<URI> urls,
        @DefaultValue("500ms") @DurationMin(millis = 10) @DurationMax(seconds = 10)
                Duration connect,
        @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(seconds = 10) Duration answer) {

    public RoomServiceProperties {
        urls = List.copyOf(urls);
    }
}
