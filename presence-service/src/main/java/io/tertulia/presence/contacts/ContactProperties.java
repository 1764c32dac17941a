package io.tertulia.presence.contacts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many people count as somebody's contacts.
 *
 * @param mostContacts the most people whose status one caller can see: those of the smallest rooms,
 *     and of a room that does not fit first those who have it open, then those with the lowest ids
 * @param mostRooms the most of a caller's rooms that are looked into
 * @param mostTurns how often more rooms are looked into while there are places left: where all of
 *     them hold the same people, that ends somewhere
 */
@Validated
@ConfigurationProperties("chat.presence.contacts")
public record ContactProperties(
        @Min(1) @Max(10_000) @DefaultValue("1000") int mostContacts,
        @Min(1) @Max(10_000) @DefaultValue("1000") int mostRooms,
        @Min(1) @Max(1_000) @DefaultValue("20") int mostTurns) {}
