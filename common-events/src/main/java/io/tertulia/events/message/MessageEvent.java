package io.tertulia.events.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A change of a room's conversation. Each carries the message as it is after the change, and
 * nothing else: its JSON is the message itself, so that a frame for a client can take the bytes as
 * they are.
 */
public sealed interface MessageEvent {

    Message message();

    /** A message was sent. */
    record MessageSent(@JsonValue Message message) implements MessageEvent {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MessageSent {}
    }

    /** Its sender gave a message another content. */
    record MessageEdited(@JsonValue Message message) implements MessageEvent {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MessageEdited {}
    }

    /** A message was deleted: it keeps its place, its content is gone. */
    record MessageDeleted(@JsonValue Message message) implements MessageEvent {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public MessageDeleted {}
    }

    /** Somebody reacted to a message, or took a reaction back. */
    record ReactionsChanged(@JsonValue Message message) implements MessageEvent {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ReactionsChanged {}
    }
}
