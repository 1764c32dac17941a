package io.tertulia.realtime.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How this service's Kafka clients are bounded.
 *
 * @param producerBuffer records waiting to be sent; beyond it a send fails at once
 * @param deliveryTimeout after how long a record that the broker does not take is given up
 */
@Validated
@ConfigurationProperties("chat.realtime.kafka")
record KafkaClientProperties(
        @DefaultValue("32MB") DataSize producerBuffer,
        @DefaultValue("10s") Duration deliveryTimeout) {}
