package io.tertulia.realtime.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The leases of this instance.
 *
 * @param heartbeat how often each person's lease is renewed
 * @param ttl after how long without renewal it ends; several heartbeats, so that one may be lost
 */
@Validated
@ConfigurationProperties("chat.realtime.presence")
record PresenceProperties(
        @DefaultValue("5s") Duration heartbeat, @DefaultValue("15s") Duration ttl) {}
