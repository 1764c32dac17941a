package io.tertulia.room.store;

import io.tertulia.events.User;
import java.util.UUID;
import org.bson.Document;

/** People inside other documents: a snapshot of how they were called. */
final class UserDocuments {

    private UserDocuments() {}

    static Document toDocument(User user) {
        return new Document("id", user.id().toString())
                .append("username", user.username())
                .append("first_name", user.firstName())
                .append("last_name", user.lastName());
    }

    static User toUser(Document document) {
        return new User(
                UUID.fromString(document.getString("id")),
                document.getString("username"),
                document.getString("first_name"),
                document.getString("last_name"));
    }
}
