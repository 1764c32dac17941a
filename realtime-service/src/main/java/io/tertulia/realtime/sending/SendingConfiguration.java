package io.tertulia.realtime.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Topics;
import io.tertulia.realtime.kafka.EventPublisher;
import io.tertulia.realtime.kafka.KafkaClients;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way of commands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendingProperties.class)
class SendingConfiguration {

    private final SecureRandom random = new SecureRandom();

    @Bean
    AwaitedReplies awaitedReplies(Clock clock, SendingProperties properties) {
        return new AwaitedReplies(random.nextLong(), clock, properties);
    }

    @Bean
    ReplyReader replyReader(KafkaClients clients, AwaitedReplies awaited, MeterRegistry meters) {
        return new ReplyReader(
                clients, awaited, random.nextInt(Topics.COMMAND_REPLIES.partitions()), meters);
    }

    @Bean
    CommandSender commandSender(
            EventPublisher publisher, AwaitedReplies awaited, ReplyReader reader, Clock clock) {
        return new CommandSender(publisher, awaited, reader, clock);
    }
}
