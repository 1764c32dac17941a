package io.tertulia.events.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether people may join a room by themselves. */
public enum Visibility {
    @JsonProperty("public")
    PUBLIC,
    @JsonProperty("private")
    PRIVATE
}
