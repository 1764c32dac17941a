package io.tertulia.room.people;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the directory.
 *
 * @param callersKnown how many callers are remembered as entered, to write each only when it
 *     changes
 * @param results how many people a search finds at most, on all pages
 */
@Validated
@ConfigurationProperties("chat.room.people")
record PeopleProperties(
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int callersKnown,
        @DefaultValue("1000") @Min(1) @Max(10_000) int results) {}
