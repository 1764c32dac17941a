package io.tertulia.events.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a message.
 *
 * @param size in bytes
 * @param url relative to the gateway's address
 * @param width in pixels; null unless an image
 * @param height in pixels; null unless an image
 * @param thumbnailUrl null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
        UUID id,
        String name,
        String contentType,
        long size,
        String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String thumbnailUrl) {}
