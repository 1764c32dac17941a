package io.tertulia.realtime.presence;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The leases of this instance.
 *
 * @param heartbeat how often each person's lease is renewed, or up to a quarter earlier
 * @param ttl after how long without renewal it ends; three heartbeats or more, so that one may be
 *     lost
 * @param renewalsPerSecond how many leases are renewed a second, or a few more; where there are
 *     more people than that allows, each is renewed less often, and its lease lasts longer
 * @param longestTtl how long a lease lasts at most, whatever the number of people
 */
@Validated
@ConfigurationProperties("chat.realtime.presence")
record PresenceProperties(
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("15s") Duration ttl,
        @DefaultValue("200") @Min(1) int renewalsPerSecond,
        @DefaultValue("5m") Duration longestTtl) {

    PresenceProperties {
        if (heartbeat.toMillis() < 1 || ttl.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "chat.realtime.presence.heartbeat must be at least 1ms, and ttl at least three"
                            + " times as long");
        }
    }
}
