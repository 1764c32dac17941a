package io.tertulia.events.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a message is made of. */
public enum MessageType {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("image")
    IMAGE,
    @JsonProperty("file")
    FILE
}
