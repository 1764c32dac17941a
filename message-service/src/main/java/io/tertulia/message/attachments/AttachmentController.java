package io.tertulia.message.attachments;

import io.tertulia.events.User;
import io.tertulia.events.message.Attachment;
import io.tertulia.web.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uploads, up to the message that shows them. */
@RestController
@RequestMapping(AttachmentAddresses.BASE)
final class AttachmentController {

    private final UploadDesk desk;
    private final AttachmentReader attachments;

    AttachmentController(UploadDesk desk, AttachmentReader attachments) {
        this.desk = desk;
        this.attachments = attachments;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachment upload(@CurrentUser User caller, HttpServletRequest request) throws IOException {
        return desk.take(caller, request);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@CurrentUser User caller, @PathVariable UUID id) {
        attachments.discard(caller, id);
    }
}
