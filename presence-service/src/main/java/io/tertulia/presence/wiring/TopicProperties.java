package io.tertulia.presence.wiring;

import io.tertulia.events.Topic;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are created.
 *
 * @param replicationFactor on how many brokers a new topic is kept
 */
@Validated
@ConfigurationProperties("chat.kafka")
public record TopicProperties(@Min(1) @Max(9) @DefaultValue("1") short replicationFactor) {

    /** The topic as the catalogue has it. */
    public NewTopic create(Topic<?> topic) {
        return create(topic.name(), topic);
    }

    /** A topic of another name that is otherwise as the catalogue has this one. */
    public NewTopic create(String name, Topic<?> like) {
        return TopicBuilder.name(name)
                .partitions(like.partitions())
                .replicas(replicationFactor)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(like.retention().toMillis()))
                .build();
    }
}
