package io.tertulia.events.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a participant may do in a room. */
public enum Role {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("member")
    MEMBER;

    /** Whether the role may change the room, its participants and other people's messages. */
    public boolean moderates() {
        return this != MEMBER;
    }
}
