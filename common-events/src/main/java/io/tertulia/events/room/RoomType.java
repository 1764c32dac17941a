package io.tertulia.events.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A conversation between two people, or among many. */
public enum RoomType {
    @JsonProperty("direct")
    DIRECT,
    @JsonProperty("group")
    GROUP
}
