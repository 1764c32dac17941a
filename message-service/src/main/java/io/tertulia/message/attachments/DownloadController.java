package io.tertulia.message.attachments;

import io.tertulia.events.User;
import io.tertulia.message.log.Upload;
import io.tertulia.web.CurrentUser;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives attachments out. What browsers would run, frame or take for something else is never shown
 * as itself: see {@link ServedFile}. Ranges and conditions are Spring's work.
 */
@RestController
@RequestMapping(AttachmentAddresses.BASE + "/{id}")
final class DownloadController {

    private final AttachmentReader attachments;
    private final DownloadTurns turns;

    DownloadController(AttachmentReader attachments, DownloadTurns turns) {
        this.attachments = attachments;
        this.turns = turns;
    }

    @GetMapping
    ResponseEntity<Resource> content(
            @CurrentUser User caller,
            @PathVariable UUID id,
            HttpMethod method,
            @RequestHeader HttpHeaders asked) {
        Upload upload = attachments.visible(caller, id);
        return answer(ServedFile.content(upload), attachments.content(id), method, asked);
    }

    @GetMapping("/thumbnail")
    ResponseEntity<Resource> thumbnail(
            @CurrentUser User caller,
            @PathVariable UUID id,
            HttpMethod method,
            @RequestHeader HttpHeaders asked) {
        attachments.visible(caller, id);
        StoredBytes bytes = attachments.thumbnail(id);
        return answer(ServedFile.thumbnail(id, bytes.contentType()), bytes, method, asked);
    }

    private ResponseEntity<Resource> answer(
            ServedFile file, StoredBytes bytes, HttpMethod method, HttpHeaders asked) {
        HttpHeaders headers = file.headers();
        if (method.equals(HttpMethod.HEAD)) {
            // Nothing is read only to be left out.
            return ResponseEntity.ok().headers(headers).contentLength(bytes.length()).build();
        }
        var resource = new StoredResource(bytes, turns);
        String range = asked.getFirst(HttpHeaders.RANGE);
        if (range == null || !file.isRangeOfIt(range, asked.getFirst(HttpHeaders.IF_RANGE))) {
            // Spring cuts no ranges out of this class.
            return ResponseEntity.ok()
                    .headers(headers)
                    .contentLength(bytes.length())
                    .body(new InputStreamResource(resource, resource.getDescription()));
        }
        requireThere(range, resource);
        return ResponseEntity.ok().headers(headers).body(resource);
    }

    /** Spring would send the whole file where it is not. */
    private static void requireThere(String range, StoredResource resource) {
        try {
            if (!HttpRange.toResourceRegions(HttpRange.parseRanges(range), resource).isEmpty()) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new RangeNotThere(resource.contentLength(), e);
        }
        throw new RangeNotThere(resource.contentLength(), null);
    }

    private static final class RangeNotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long length;

        RangeNotThere(long length, @Nullable Throwable cause) {
            super("no such range", cause);
            this.length = length;
        }
    }

    @ExceptionHandler
    static ResponseEntity<ProblemDetail> on(RangeNotThere e) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                        "The file has %d bytes; the range is none of them.".formatted(e.length));
        problem.setProperty("code", "range_not_satisfiable");
        return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header(HttpHeaders.CONTENT_RANGE, "bytes */" + e.length)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
