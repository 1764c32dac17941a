package io.tertulia.message.log;

import io.tertulia.events.message.Attachment;
import java.util.UUID;
import org.bson.Document;

/** How a message's attachment is written. */
final class AttachmentDocuments {

    private AttachmentDocuments() {}

    static Document write(Attachment attachment) {
        return new Document("id", attachment.id().toString())
                .append("name", attachment.name())
                .append("content_type", attachment.contentType())
                .append("size", attachment.size())
                .append("url", attachment.url())
                .append("width", attachment.width())
                .append("height", attachment.height())
                .append("thumbnail_url", attachment.thumbnailUrl());
    }

    static Attachment read(Document document) {
        return new Attachment(
                UUID.fromString(document.getString("id")),
                document.getString("name"),
                document.getString("content_type"),
                document.getLong("size"),
                document.getString("url"),
                document.getInteger("width"),
                document.getInteger("height"),
                document.getString("thumbnail_url"));
    }
}
