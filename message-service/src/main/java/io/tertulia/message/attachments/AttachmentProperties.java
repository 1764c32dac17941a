package io.tertulia.message.attachments;

import io.tertulia.message.attachments.images.PictureBounds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be uploaded, and for how long it is kept.
 *
 * @param largest the largest file; the gateway has a limit of its own for the whole request
 * @param unsentFor how long after its beginning an upload may be sent; later it is removed
 * @param uploads bounds on those who upload
 * @param downloadsAtOnce downloads of this instance at the same time; each holds one part of a file
 * @param pictures how pictures are looked at
 * @param sweep how what no message shows is removed
 */
@Validated
@ConfigurationProperties("chat.message.attachments")
public record AttachmentProperties(
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration unsentFor,
        @DefaultValue @Valid Uploads uploads,
        @DefaultValue("200") @Min(1) @Max(10_000) int downloadsAtOnce,
        @DefaultValue @Valid PictureBounds pictures,
        @DefaultValue @Valid Sweep sweep) {

    private static final long MOST_MEGABYTES = 1024;

    public AttachmentProperties {
        if (largest.toBytes() < 1 || largest.toMegabytes() > MOST_MEGABYTES) {
            throw new IllegalArgumentException(
                    "chat.message.attachments.largest must be 1B to %dMB"
                            .formatted(MOST_MEGABYTES));
        }
    }

    /**
     * Bounds on those who upload.
     *
     * @param atOnce uploads of this instance at the same time
     * @param atOncePerPerson the same of one person
     * @param patience how long one may take
     * @param unsent uploads that one person may have and not have sent, those under way included
     * @param unsentBytes what these may come to
     */
    public record Uploads(
            @DefaultValue("16") @Min(1) @Max(1_000) int atOnce,
            @DefaultValue("4") @Min(1) @Max(100) int atOncePerPerson,
            @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration patience,
            @DefaultValue("20") @Min(1) @Max(1_000) int unsent,
            @DefaultValue("100MB") DataSize unsentBytes) {}

    /**
     * How what no message shows is removed.
     *
     * @param every how often it is looked for
     * @param grace how much longer than it may be used an upload is kept
     * @param batch uploads of each kind that one round looks at
     */
    public record Sweep(
            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration every,
            @DefaultValue("1h") @DurationMin(seconds = 1) @DurationMax(days = 7) Duration grace,
            @DefaultValue("100") @Min(1) @Max(10_000) int batch) {}
}
