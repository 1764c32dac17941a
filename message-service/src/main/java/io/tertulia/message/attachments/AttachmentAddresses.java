package io.tertulia.message.attachments;

import java.util.UUID;

/** Where attachments are found, relative to the gateway. */
final class AttachmentAddresses {

    static final String BASE = "/api/v1/chat/attachments";

    private AttachmentAddresses() {}

    static String of(UUID id) {
        return BASE + "/" + id + "/";
    }

    static String ofThumbnail(UUID id) {
        return of(id) + "thumbnail/";
    }
}
