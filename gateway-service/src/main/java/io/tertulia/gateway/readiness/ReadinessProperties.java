package io.tertulia.gateway.readiness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the services are asked whether they are ready.
 *
 * @param timeout how long one instance may take to answer
 * @param remember for how long an answer is good
 */
@Validated
@ConfigurationProperties("chat.gateway.readiness")
record ReadinessProperties(
        @DefaultValue("3s") Duration timeout, @DefaultValue("1s") Duration remember) {}
