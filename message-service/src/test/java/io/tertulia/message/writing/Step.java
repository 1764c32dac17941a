package io.tertulia.message.writing;

/** The places at which a writer may die: before each of its steps. */
enum Step {
    BEFORE_CHANGES,
    BEFORE_MESSAGES,
    BEFORE_HEADS,
    BEFORE_EVENTS,
    IN_THE_MIDDLE_OF_EVENTS,
    BEFORE_REPLIES
}
