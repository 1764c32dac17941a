package io.tertulia.message.writing;

import io.tertulia.events.message.Refusal;

/** What a person is told about a refusal. */
final class RefusalTexts {

    private RefusalTexts() {}

    static String of(Refusal code) {
        return switch (code) {
            case NOT_A_PARTICIPANT -> "You do not take part in this room.";
            case NOT_THE_SENDER -> "Only the message's sender may do this.";
            case UNKNOWN_MESSAGE -> "There is no such message in this room.";
            case UNKNOWN_REPLY -> "The message that this replies to is not in this room.";
            case UNKNOWN_ATTACHMENT ->
                    "The attachment is not an unsent upload of yours in this room.";
            case ALREADY_DELETED -> "The message is deleted.";
            case ID_TAKEN -> "The id is taken by something else; choose a new one.";
            case ROOM_CLOSED -> "The room is closed.";
            case TOO_MANY_REACTIONS -> "The message has too many different reactions.";
            case INVALID -> "The text or the emoji is not acceptable.";
        };
    }
}
