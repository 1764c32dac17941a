package io.tertulia.room.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka's records live.
 *
 * @param replicationFactor how many brokers hold each record of a topic that is created here; at
 *     most as many as there are brokers
 */
@Validated
@ConfigurationProperties("chat.kafka")
record KafkaProperties(@DefaultValue("1") @Min(1) @Max(10) int replicationFactor) {}
