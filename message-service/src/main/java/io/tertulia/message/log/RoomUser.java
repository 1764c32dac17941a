package io.tertulia.message.log;

import java.util.UUID;

/** A person in a room: the key of everything that is kept for each participant. */
public record RoomUser(UUID room, UUID user) {

    /** The {@code _id} of documents that are kept for each participant. */
    public String id() {
        return room + ":" + user;
    }
}
