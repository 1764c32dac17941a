package io.tertulia.message.attachments.images;

import java.util.Arrays;
import java.util.Optional;

/** The formats that every browser shows and in which nothing can run. */
public enum PictureFormat {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp");

    private final String contentType;

    PictureFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The format of this content type; empty for everything that is not shown. */
    public static Optional<PictureFormat> of(String contentType) {
        return Arrays.stream(values())
                .filter(format -> format.contentType.equals(contentType))
                .findFirst();
    }
}
