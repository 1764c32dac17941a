package io.tertulia.message.log;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a change did. The names in lower case are those of the frames that clients get. */
public enum ChangeType {
    MESSAGE,
    MESSAGE_EDITED,
    MESSAGE_DELETED,
    REACTION;

    /** The name that clients see, for instance {@code message_edited}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeType named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
