package io.tertulia.realtime.upgrade;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may come in.
 *
 * @param allowedOrigins origins that browsers may come from; empty allows all, since the gateway
 *     checks before
 * @param maxWaiting upgrades being checked at once; more are asked to come back later
 * @param requestTimeout within which a new connection must have sent its request
 * @param timeout for the events of a room to be read
 * @param retryAfter what a client is told that cannot be let in now
 */
@Validated
@ConfigurationProperties("chat.realtime.upgrade")
record UpgradeProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("4096") @Min(1) int maxWaiting,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("2s") Duration retryAfter) {

    UpgradeProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
