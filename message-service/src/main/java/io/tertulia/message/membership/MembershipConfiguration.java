package io.tertulia.message.membership;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Puts the projection together. */
@Configuration(proxyBeanMethods = false)
class MembershipConfiguration {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
    private static final double GROWTH = 2;

    @Bean
    Memberships memberships(MongoDatabase messagesDatabase) {
        return Memberships.in(messagesDatabase);
    }

    @Bean
    RoomAccess roomAccess(
            Memberships memberships, RoomServiceProperties properties, JsonMapper mapper) {
        return new RoomAccess(memberships, new RoomServiceClient(properties, mapper));
    }

    @Bean
    RoomEventsConsumer roomEventsConsumer(Memberships memberships, MeterRegistry registry) {
        return new RoomEventsConsumer(memberships, registry);
    }

    /** Tries for ever: what the listener cannot read it passes over, so only a database fails. */
    @Bean
    CommonErrorHandler untilTheDatabaseIsBack() {
        var backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), GROWTH);
        backOff.setMaxInterval(LONGEST_RETRY.toMillis());
        return new DefaultErrorHandler(backOff);
    }
}
