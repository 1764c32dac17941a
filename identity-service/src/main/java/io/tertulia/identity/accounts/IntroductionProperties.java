package io.tertulia.identity.accounts;

import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How new people are made known to the directory.
 *
 * @param roomUrls base addresses of room-service's instances; empty if there is no directory
 * @param connectTimeout for one instance
 * @param readTimeout for one instance's whole answer; the person who registers waits for it
 * @param retryEvery how often those are introduced whom the directory did not take at once
 */
@Validated
@ConfigurationProperties("chat.identity.introduction")
public record IntroductionProperties(
        @Size(max = 16) @DefaultValue List<URI> roomUrls,
        @DurationMin(millis = 50) @DurationMax(seconds = 10) @DefaultValue("1s")
                Duration connectTimeout,
        @DurationMin(millis = 50) @DurationMax(seconds = 10) @DefaultValue("2s")
                Duration readTimeout,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("30s") Duration retryEvery) {

    public IntroductionProperties {
        roomUrls = List.copyOf(roomUrls);
    }
}
