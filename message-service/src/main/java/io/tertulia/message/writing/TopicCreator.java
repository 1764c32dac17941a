package io.tertulia.message.writing;

import io.tertulia.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that this service owns. Spring's own way tries once while the service starts;
 * this one is asked until Kafka is there.
 */
final class TopicCreator implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreator.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEAD_RETENTION = Duration.ofDays(30);

    private final Admin admin;
    private final List<NewTopic> topics;
    private final String commands;

    TopicCreator(Admin admin, LogTopics topics, short replication) {
        this.admin = admin;
        this.commands = topics.commands().name();
        this.topics = new ArrayList<>();
        for (Topic<?> topic : List.of(topics.commands(), topics.events(), topics.replies())) {
            this.topics.add(topic(topic, replication));
        }
        for (Topic<?> topic : topics.others()) {
            this.topics.add(topic(topic, replication));
        }
        this.topics.add(
                topic(topics.dead(), topics.commands().partitions(), DEAD_RETENTION, replication));
    }

    private static NewTopic topic(Topic<?> topic, short replication) {
        return topic(topic.name(), topic.partitions(), topic.retention(), replication);
    }

    private static NewTopic topic(
            String name, int partitions, Duration retention, short replication) {
        return new NewTopic(name, partitions, replication)
                .configs(
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(retention.toMillis())));
    }

    /** Whether all topics are there now. */
    @Override
    public boolean getAsBoolean() {
        var options = new CreateTopicsOptions().timeoutMs((int) PATIENCE.toMillis());
        Collection<KafkaFuture<Void>> created =
                admin.createTopics(topics, options).values().values();
        return created.stream().allMatch(TopicCreator::isThere);
    }

    /**
     * The id that Kafka gave to the topic of commands: one that is made anew has another.
     *
     * @throws KafkaException if Kafka does not tell
     */
    String commandsId() {
        try {
            return admin.describeTopics(List.of(commands))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topic's id cannot be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the topic's id", e);
        }
    }

    private static boolean isThere(KafkaFuture<Void> created) {
        try {
            created.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            LOG.warn("A topic cannot be created yet", e);
            return false;
        } catch (TimeoutException e) {
            LOG.warn("A topic cannot be created yet", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
