package io.tertulia.presence.contacts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many people count as somebody's contacts.
 *
 * @param mostContacts the most people whose status one caller can see. Those with the lowest ids
 *     are taken, so that the same are shown each time
 * @param mostRooms the most of a caller's rooms that are looked into
 */
@Validated
@ConfigurationProperties("chat.presence.contacts")
public record ContactProperties(
        @Min(1) @Max(10_000) @DefaultValue("1000") int mostContacts,
        @Min(1) @Max(10_000) @DefaultValue("1000") int mostRooms) {}
