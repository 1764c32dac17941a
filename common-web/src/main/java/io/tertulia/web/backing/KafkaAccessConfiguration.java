package io.tertulia.web.backing;

import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What a service with clients of Kafka imports. It puts the access among the settings that Spring
 * Boot has for all clients, the ones that it makes and the ones that a service makes by hand.
 */
@Configuration(proxyBeanMethods = false)
public class KafkaAccessConfiguration {

    /**
     * Without it a listener that was refused once never reads again, though the password may be
     * right a moment later: it is changed in two places, and never in both at once.
     */
    private static final Duration AGAIN_AFTER_REFUSAL = Duration.ofSeconds(5);

    /** Static, because it must be there before the beans that it looks at. */
    @Bean
    static BeanPostProcessor kafkaAccess(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof KafkaProperties kafka) {
                    kafka.getProperties().putAll(bound(environment).settings());
                    kafka.getListener().setAuthExceptionRetryInterval(AGAIN_AFTER_REFUSAL);
                }
                return bean;
            }
        };
    }

    private static KafkaAccess bound(Environment environment) {
        return Binder.get(environment)
                .bindOrCreate("chat.kafka.access", Bindable.of(KafkaAccess.class));
    }
}
