package io.tertulia.realtime.sending;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long and for how many commands at once this instance waits.
 *
 * @param replyTimeout after how long a command without answer counts as unavailable; no longer than
 *     {@code chat.realtime.fanout.linger}, or a socket that leaves a room may wait in vain
 * @param maxAwaited commands of the whole instance waiting for answers; beyond it a command fails
 *     at once
 */
@Validated
@ConfigurationProperties("chat.realtime.sending")
record SendingProperties(
        @DefaultValue("10s") Duration replyTimeout,
        @DefaultValue("20000") @Min(1) int maxAwaited) {}
