package io.tertulia.presence;

import io.tertulia.test.WithServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test against the whole service, one for all such tests, with shorter times than usual. */
@WithServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=presence-service",
            "spring.kafka.consumer.properties.metadata.max.age.ms=300",
            "chat.presence.grace=400ms",
            "chat.presence.sweep-interval=100ms",
            "chat.presence.republish-after=500ms",
            "chat.presence.contacts.most-contacts=60"
        })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PresenceServiceTest {}
