package io.tertulia.message.reading;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.message.log.RoomLog;
import io.tertulia.message.membership.Memberships;
import java.time.Clock;
import java.util.HashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together the marking of what is read. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {

    /** A little waiting lets the readings of a burst travel together. */
    private static final int LINGER_MILLIS = 5;

    @Bean
    ReadStore readStore(MongoDatabase messagesDatabase) {
        return new ReadStore(messagesDatabase);
    }

    @Bean
    ReadMetrics readMetrics(MeterRegistry registry) {
        return new ReadMetrics(registry);
    }

    @Bean
    OthersCounter othersCounter(RoomLog log) {
        return new OthersCounter(log);
    }

    @Bean
    UnreadCounter unreadCounter(OthersCounter others, ReadStore store) {
        return new UnreadCounter(others, store);
    }

    @Bean
    MessageReaders messageReaders(ReadStore store, ReadingProperties properties) {
        return new MessageReaders(store, properties.mostReaders());
    }

    /** One of its own: what is only told must never keep the writer's events waiting. */
    @Bean(destroyMethod = "close")
    Producer<String, byte[]> readsProducer(KafkaProperties kafka, ReadingProperties properties) {
        var config = new HashMap<String, Object>(kafka.buildAdminProperties());
        int patience = (int) properties.publishPatience().toMillis();
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, patience / 2));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    ReadsPublisher readsPublisher(
            Producer<String, byte[]> readsProducer,
            ReadingProperties properties,
            ReadMetrics metrics) {
        return new ReadsPublisher(readsProducer, properties.publishPatience(), metrics);
    }

    @Bean
    ReadLedger readLedger(
            ReadStore store, ReadingProperties properties, ReadMetrics metrics, Clock clock) {
        return new ReadLedger(store, properties, metrics, clock);
    }

    @Bean
    ReadAnnouncer readAnnouncer(
            Memberships memberships,
            ReadsPublisher publisher,
            ReadingProperties properties,
            ReadMetrics metrics) {
        return new ReadAnnouncer(memberships, publisher, properties.everybodyUpTo(), metrics);
    }

    @Bean
    ReadMarker readMarker(
            RoomLog log,
            Memberships memberships,
            ReadLedger ledger,
            OthersCounter others,
            ReadAnnouncer announcer) {
        return new ReadMarker(log, memberships, ledger, others, announcer);
    }

    @Bean
    ReadCommandsConsumer readCommandsConsumer(
            ReadMarker marker,
            ReadsPublisher publisher,
            ReadMetrics metrics,
            Clock clock,
            ReadingProperties properties) {
        return new ReadCommandsConsumer(marker, publisher, metrics, clock, properties.idsAtOnce());
    }
}
