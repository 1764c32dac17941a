package io.tertulia.message.erasing;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.message.log.RoomLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the erasing together. */
@Configuration(proxyBeanMethods = false)
class ErasingConfiguration {

    @Bean
    DeletionsConsumer deletionsConsumer(RoomLog log, MeterRegistry registry) {
        return new DeletionsConsumer(log, registry);
    }
}
