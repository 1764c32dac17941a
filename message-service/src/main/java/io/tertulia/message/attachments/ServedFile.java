package io.tertulia.message.attachments;

import io.tertulia.message.log.Upload;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;

/**
 * What a browser is told about a file. Pictures of the formats that we know are shown. Everything
 * else is saved: it has a neutral type, so that it cannot be loaded as a script or a style either,
 * and where a browser shows it all the same, nothing in it may run or load anything.
 *
 * @param tag of the bytes, which never change
 * @param disposition whether to show or to save it, and its name
 */
record ServedFile(String tag, String contentType, String disposition) {

    /** Long, since nothing changes; not for ever, since messages are deleted. */
    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable();

    /** An upload as it came. */
    static ServedFile content(Upload upload) {
        String name = upload.attachment().name();
        return new ServedFile(
                upload.id().toString(),
                servedType(upload),
                upload.isPicture() ? Disposition.inline(name) : Disposition.attachment(name));
    }

    /** Sound and film cannot run anything, and players need to know what they are. */
    private static String servedType(Upload upload) {
        String type = upload.attachment().contentType();
        boolean isHarmless =
                upload.isPicture() || type.startsWith("audio/") || type.startsWith("video/");
        return isHarmless ? type : ContentTypes.UNKNOWN;
    }

    /** An upload's thumbnail, which we made. */
    static ServedFile thumbnail(UUID id, String contentType) {
        String name = "thumbnail." + contentType.substring(contentType.indexOf('/') + 1);
        return new ServedFile(id + "-thumbnail", contentType, Disposition.inline(name));
    }

    HttpHeaders headers() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.setETag(quoted());
        headers.setCacheControl(CACHING);
        // Whoever uses the same browser next must not get it from its cache.
        headers.set(HttpHeaders.VARY, "Authorization, Cookie");
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        headers.set(HttpHeaders.CONTENT_DISPOSITION, disposition);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
        headers.set("Cross-Origin-Resource-Policy", "same-site");
        return headers;
    }

    /**
     * Whether a request's range is to be heeded: it is one of bytes, and of these bytes.
     *
     * @param condition what the client believes the bytes to be; null if it says nothing
     */
    boolean isRangeOfIt(String range, @Nullable String condition) {
        return range.startsWith("bytes=") && (condition == null || condition.equals(quoted()));
    }

    private String quoted() {
        return "\"" + tag + "\"";
    }
}
