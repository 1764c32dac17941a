package io.tertulia.message.attachments.images;

/**
 * A small picture.
 *
 * @param contentType {@code image/png} where something shows through, else {@code image/jpeg}
 * @param bytes some tens of kilobytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
public record Thumbnail(String contentType, byte[] bytes) {}
