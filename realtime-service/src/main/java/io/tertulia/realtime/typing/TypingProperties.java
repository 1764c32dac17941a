package io.tertulia.realtime.typing;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How typing is shown.
 *
 * @param stopsAfter after how long without renewal somebody counts as typing no longer
 * @param maxTyping people typing at once, in all rooms of this instance, that are kept track of;
 *     more are not shown
 * @param maxTypingPerRoom people typing at once in one room that are shown, however many there are
 * @param perSecond of one socket; what comes faster is dropped
 * @param burst of one socket
 */
@Validated
@ConfigurationProperties("chat.realtime.typing")
public record TypingProperties(
        @DefaultValue("6s") Duration stopsAfter,
        @DefaultValue("10000") @Min(1) int maxTyping,
        @DefaultValue("10") @Min(1) int maxTypingPerRoom,
        @DefaultValue("5") @Min(1) int perSecond,
        @DefaultValue("10") @Min(1) int burst) {}
