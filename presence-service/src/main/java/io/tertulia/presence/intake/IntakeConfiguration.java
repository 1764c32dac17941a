package io.tertulia.presence.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** What happens when records that can be read cannot be dealt with: they wait, nothing is lost. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    /**
     * A database or broker that is away stops the partition until it is back: all attempts are made
     * again from the first record, which is harmless, and none is skipped.
     */
    @Bean
    CommonErrorHandler patientErrorHandler() {
        var backOff = new ExponentialBackOff(FIRST_WAIT_MILLIS, 2);
        backOff.setMaxInterval(LONGEST_WAIT_MILLIS);
        return new DefaultErrorHandler(backOff);
    }
}
