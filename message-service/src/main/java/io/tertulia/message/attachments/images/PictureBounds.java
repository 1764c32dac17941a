package io.tertulia.message.attachments.images;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pictures are looked at.
 *
 * @param mostPixels of a picture that is shown as one; what has more is a file like any other
 * @param mostPixelsInMemory of a picture that can only be decoded as a whole (a progressive JPEG, a
 *     WebP); what has more gets no thumbnail
 * @param thumbnailSide the longest side of a thumbnail, in pixels
 * @param atOnce thumbnails made at the same time; each on a thread of its own
 * @param patience how long an upload waits for its thumbnail before it goes without
 */
public record PictureBounds(
        @DefaultValue("40000000") @Min(1) @Max(1_000_000_000) int mostPixels,
        @DefaultValue("16000000") @Min(1) @Max(1_000_000_000) int mostPixelsInMemory,
        @DefaultValue("320") @Min(16) @Max(2_000) int thumbnailSide,
        @DefaultValue("2") @Min(1) @Max(64) int atOnce,
        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
                Duration patience) {}
