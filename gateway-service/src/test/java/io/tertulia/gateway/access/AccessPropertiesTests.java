package io.tertulia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class AccessPropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                    .withUserConfiguration(Bound.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AccessProperties.class)
    static class Bound {}

    @ParameterizedTest
    @ValueSource(strings = {"known-for=6m", "known-for=-1s", "known=-1"})
    void doesNotStartWithWhatLiesBeyondItsBounds(String value) {
        runner.withPropertyValues("chat.gateway.access.tokens." + value)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void startsWithWhatLiesWithin() {
        runner.withPropertyValues(
                        "chat.gateway.access.tokens.known-for=5m",
                        "chat.gateway.access.tokens.known=0")
                .run(
                        context ->
                                assertThat(context.getBean(AccessProperties.class).tokens())
                                        .isEqualTo(
                                                new AccessProperties.Tokens(
                                                        0, Duration.ofMinutes(5))));
    }
}
