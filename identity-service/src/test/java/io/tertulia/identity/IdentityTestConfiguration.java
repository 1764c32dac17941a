package io.tertulia.identity;

import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

@TestConfiguration(proxyBeanMethods = false)
class IdentityTestConfiguration {

    /** Starts at the real time, which whoever verifies the tokens goes by. */
    @Bean
    TestClock testClock() {
        return new TestClock(Clock.systemUTC().instant());
    }

    @Bean
    TestDirectory testDirectory() {
        return new TestDirectory();
    }

    @Bean
    DynamicPropertyRegistrar directoryAddress(TestDirectory directory) {
        return registry -> registry.add("CHAT_ROOM_URL", directory::url);
    }

    @Bean
    @Lazy
    IdentityClient identityClient(Environment environment) {
        return IdentityClient.of(environment);
    }
}
