package io.tertulia.events.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why a room's writer refuses a command. The names in lower case are part of the client contract.
 */
public enum Refusal {
    NOT_A_PARTICIPANT,
    NOT_THE_SENDER,
    UNKNOWN_MESSAGE,
    UNKNOWN_REPLY,
    UNKNOWN_ATTACHMENT,
    ALREADY_DELETED,
    ID_TAKEN,
    ROOM_CLOSED,
    TOO_MANY_REACTIONS,
    INVALID;

    /** The stable code that clients see, for instance {@code not_a_participant}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
