package io.tertulia.message.writing;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.message.attachments.AttachmentProperties;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.Memberships;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the writer together. */
@Configuration(proxyBeanMethods = false)
class WritingConfiguration {

    @Bean
    LogTopics logTopics() {
        return LogTopics.published();
    }

    @Bean
    WriterStatus writerStatus() {
        return new WriterStatus();
    }

    @Bean
    WriterMetrics writerMetrics(MeterRegistry registry) {
        return new WriterMetrics(registry);
    }

    @Bean
    WriterClients writerClients(KafkaProperties kafka, WriterProperties properties) {
        return new WriterClients(kafka.buildAdminProperties(), properties);
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaProperties kafka) {
        return Admin.create(kafka.buildAdminProperties());
    }

    @Bean(destroyMethod = "")
    Producer<String, byte[]> logProducer(WriterClients clients) {
        return clients.producer();
    }

    /** What Kafka has not taken by then is published by whoever writes next. */
    @Bean
    DisposableBean logProducerEnd(
            Producer<String, byte[]> logProducer, WriterProperties properties) {
        return () -> logProducer.close(properties.publishPatience());
    }

    @Bean
    LogPublisher logPublisher(
            Producer<String, byte[]> logProducer, LogTopics topics, WriterProperties properties) {
        return new LogPublisher(logProducer, topics, properties.publishPatience());
    }

    @Bean
    BatchWriter batchWriter(
            RoomLog log,
            LogPublisher publisher,
            StateLoader loader,
            Clock clock,
            WriterMetrics metrics) {
        return new BatchWriter(loader, new LogStore(log), publisher, clock, metrics);
    }

    @Bean
    StateLoader stateLoader(
            RoomLog log,
            Memberships memberships,
            WriterProperties properties,
            AttachmentProperties attachments) {
        return new StateLoader(
                log,
                memberships,
                new LogStore(log),
                new RoomCache(properties.cachedRooms()),
                attachments.unsentFor());
    }

    @Bean
    WriterLoop writerLoop(
            WriterClients clients,
            BatchWriter writer,
            RoomLog log,
            LogTopics topics,
            WriterProperties properties,
            WriterLoop.WriterWatch watch) {
        return new WriterLoop(clients, writer, log.positions(), topics, properties, watch);
    }

    @Bean
    WriterLoop.WriterWatch writerWatch(
            WriterStatus status, WriterMetrics metrics, TopicCreator topics) {
        return new WriterLoop.WriterWatch(status, metrics, topics, topics::commandsId);
    }

    @Bean
    TopicCreator topicCreator(Admin admin, LogTopics topics, ReplicationProperties kafka) {
        return new TopicCreator(admin, topics, kafka.replicationFactor());
    }

    @Bean
    TopicStarter topicStarter(TopicCreator topics) {
        return new TopicStarter(topics);
    }

    @Bean
    HealthIndicator writerHealthIndicator(WriterStatus status) {
        return new WriterHealthIndicator(status);
    }

    @Bean
    HealthIndicator writerThreadHealthIndicator(WriterStatus status) {
        return new WriterThreadHealthIndicator(status);
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(Admin admin) {
        return new KafkaHealthIndicator(admin);
    }
}
