package io.tertulia.realtime.session;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one socket may ask for.
 *
 * @param framesPerSecond that it may send for ever; more are answered {@code too_fast}
 * @param burst that it may send at once; as many again beyond that and the socket is closed
 * @param maxInFlight commands that may wait for their answers
 */
@Validated
@ConfigurationProperties("chat.realtime.session")
record SessionProperties(
        @DefaultValue("50") @Min(1) int framesPerSecond,
        @DefaultValue("200") @Min(1) int burst,
        @DefaultValue("64") @Min(1) int maxInFlight) {}
