package io.tertulia.gateway.sockets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many sockets may be opening at a time; all numbers are for each event loop.
 *
 * @param underWay how many upgrades may be on their way to an answer at a time
 * @param waiting how many more may wait; who comes on top of them is refused at once
 * @param longestWait how long one may wait before it is refused
 * @param retryAfter the longest delay that the refused are told; each is told one of their own,
 *     from a second up, so that they do not all come back together
 */
@Validated
@ConfigurationProperties("chat.gateway.turnstile")
record TurnstileProperties(
        @DefaultValue("4") int underWay,
        @DefaultValue("2048") int waiting,
        @DefaultValue("20s") Duration longestWait,
        @DefaultValue("5s") Duration retryAfter) {

    TurnstileProperties {
        if (underWay < 1 || waiting < 0) {
            throw new IllegalArgumentException(
                    "chat.gateway.turnstile.under-way must be at least 1, and waiting at least 0");
        }
        if (retryAfter.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "chat.gateway.turnstile.retry-after must be at least 1s");
        }
    }
}
