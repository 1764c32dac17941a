package io.tertulia.message.writing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the topics of this service are created.
 *
 * @param replicationFactor copies of each topic; three in a cluster that may lose a broker
 */
@Validated
@ConfigurationProperties("chat.kafka")
public record ReplicationProperties(@DefaultValue("1") @Min(1) @Max(9) short replicationFactor) {}
