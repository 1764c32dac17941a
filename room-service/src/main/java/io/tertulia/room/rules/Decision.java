package io.tertulia.room.rules;

/** What comes of a change that somebody asked for. */
public sealed interface Decision {

    /** The room changes. */
    record Revised(Revision revision) implements Decision {}

    /** The room is already as it is asked to be. */
    record Unchanged() implements Decision {}

    /** The change may not be. */
    record Refused(Refusal refusal) implements Decision {}
}
