package io.tertulia.gateway.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may come in.
 *
 * @param allowedOrigins origins of pages, besides the gateway's own, that may open WebSockets and
 *     call the API with a person's cookie, for instance {@code https://chat.example.org}
 * @param preflightAge how long a browser may remember that a page is allowed
 * @param keysTimeout how long to wait for the issuer's keys
 * @param tokens for which tokens the signature need not be verified again
 */
@Validated
@ConfigurationProperties("chat.gateway.access")
record AccessProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("10m") Duration preflightAge,
        @DefaultValue("3s") Duration keysTimeout,
        @DefaultValue @Valid Tokens tokens) {

    /**
     * @param known how many verified tokens are remembered at most; 0 verifies each at each request
     * @param knownFor how long one is remembered, and so how much longer a key is honoured that the
     *     issuer has withdrawn
     */
    record Tokens(
            @DefaultValue("2000") @PositiveOrZero int known,
            @DefaultValue("1m") @DurationMin @DurationMax(minutes = 5) Duration knownFor) {}
}
