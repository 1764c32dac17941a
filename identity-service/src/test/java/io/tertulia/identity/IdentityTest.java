package io.tertulia.identity;

import io.tertulia.test.WithServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a free port with cheap password hashes, a clock that the test moves, and a
 * directory that the test looks into. All classes that bear it share one running service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=identity-service",
            "chat.identity.accounts.hash-strength=4",
            "chat.identity.introduction.retry-every=1d"
        })
@WithServers
@Import(IdentityTestConfiguration.class)
public @interface IdentityTest {}
