package io.tertulia.identity;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a person waits for the database before being told that it is away. The driver's own half
 * minute is too long for somebody who wants to log in.
 *
 * @param selectionTimeout for a server that takes requests, while there is none
 * @param connectTimeout for one connection
 * @param readTimeout for one answer
 */
@Validated
@ConfigurationProperties("chat.identity.database")
record DatabaseProperties(
        @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("3s")
                Duration selectionTimeout,
        @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("2s")
                Duration connectTimeout,
        @DurationMin(millis = 50) @DurationMax(minutes = 1) @DefaultValue("10s")
                Duration readTimeout) {}
