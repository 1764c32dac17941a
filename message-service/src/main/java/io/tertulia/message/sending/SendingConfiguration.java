package io.tertulia.message.sending;

import io.tertulia.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/** Puts the edge together. */
@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

    private static final Duration AGAIN_AFTER_REFUSAL = Duration.ofSeconds(5);

    @Bean
    CommandSender commandSender(
            ReplyingKafkaTemplate<String, byte[], byte[]> commandTemplate,
            SendingProperties properties,
            Clock clock) {
        return new CommandSender(commandTemplate, Topics.MESSAGE_COMMANDS, properties, clock);
    }

    @Bean
    ReplyingKafkaTemplate<String, byte[], byte[]> commandTemplate(
            KafkaProperties kafka,
            SendingProperties properties,
            KafkaMessageListenerContainer<String, byte[]> commandReplies) {
        var template =
                new ReplyingKafkaTemplate<>(
                        new DefaultKafkaProducerFactory<>(
                                producer(kafka, properties),
                                new StringSerializer(),
                                new ByteArraySerializer()),
                        commandReplies);
        template.setDefaultReplyTimeout(properties.patience());
        // Other instances may share the partition: replies that are not ours are passed over.
        template.setSharedReplyTopic(true);
        return template;
    }

    private static Map<String, Object> producer(
            KafkaProperties kafka, SendingProperties properties) {
        var config = new HashMap<String, Object>(kafka.buildAdminProperties());
        int patience = (int) properties.patience().toMillis();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, patience / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return config;
    }

    /**
     * One partition, chosen at random, without a group: no other instance can take it away. A bean
     * so that liveness sees it; the template starts and stops it.
     */
    @Bean
    KafkaMessageListenerContainer<String, byte[]> commandReplies(KafkaProperties kafka) {
        var config = new HashMap<String, Object>(kafka.buildAdminProperties());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "message-service.replies." + UUID.randomUUID());
        int partition = ThreadLocalRandom.current().nextInt(Topics.COMMAND_REPLIES.partitions());
        var properties =
                new ContainerProperties(
                        new TopicPartitionOffset(
                                Topics.COMMAND_REPLIES.name(), partition, SeekPosition.END));
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        // As with the listeners that Boot makes: a refused password is tried again.
        properties.setAuthExceptionRetryInterval(AGAIN_AFTER_REFUSAL);
        var container =
                new KafkaMessageListenerContainer<>(
                        new DefaultKafkaConsumerFactory<>(
                                config, new StringDeserializer(), new ByteArrayDeserializer()),
                        properties);
        container.setAutoStartup(false);
        // Else it would stop before the web server does, under requests that wait for replies.
        container.setPhase(0);
        return container;
    }
}
