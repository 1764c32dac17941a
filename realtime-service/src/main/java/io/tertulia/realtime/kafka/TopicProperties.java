package io.tertulia.realtime.kafka;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are created; the same in every service.
 *
 * @param replicationFactor how many brokers keep each record
 */
@Validated
@ConfigurationProperties("chat.kafka")
record TopicProperties(@DefaultValue("1") @Min(1) short replicationFactor) {}
