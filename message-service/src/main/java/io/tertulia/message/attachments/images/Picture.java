package io.tertulia.message.attachments.images;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a picture.
 *
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param thumbnail null where none could be made
 */
public record Picture(int width, int height, @Nullable Thumbnail thumbnail) {}
