package io.tertulia.gateway.access;

import java.time.Duration;
import java.util.List;
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
 */
@Validated
@ConfigurationProperties("chat.gateway.access")
record AccessProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("10m") Duration preflightAge,
        @DefaultValue("3s") Duration keysTimeout) {}
