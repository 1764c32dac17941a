package io.tertulia.guarantees.checker;

/** A promise that was not kept, once. */
public record Violation(Kind kind, String text) {

    /** Which promise. */
    public enum Kind {
        LOST("acknowledged, but not in the room's log"),
        OTHER_PLACE("acknowledged at another place than it has in the log"),
        STORED_TWICE("in the log more than once"),
        STORED_THOUGH_REFUSED("refused, never acknowledged, and in the log"),
        NOBODYS("in the log, though nobody asked for it"),
        LOG_HOLE("a place of the log that is missing or comes twice"),
        LOGS_DIFFER("two participants read different logs"),
        SEEN_TWICE("a socket was shown a change again"),
        SEEN_LATE("a socket was shown a change after one that follows it"),
        SOCKET_HOLE("a socket was not shown a change, and not told so"),
        WENT_BACK("a socket was told that the log is shorter than what was shown before"),
        OTHER_SHOWN("a socket was shown something that the log does not have at that place"),
        NOT_CAUGHT_UP("a participant lacks a change at the end"),
        PAGES_DIFFER("the pages of messages do not tell what the log tells"),
        NOT_READABLE("acknowledged or shown, and REST did not have it yet"),
        TOPIC_HOLE("an event that the topic never had"),
        TOPIC_AHEAD("an event published before those that precede it"),
        TOPIC_DIFFERS("an event that the log does not have"),
        TOPIC_REPEAT_DIFFERS("an event published again with another id or value"),
        OTHER_TEXT("a text that is not what was sent"),
        OTHER_TIME("a message with two times of sending"),
        UNREAD_WRONG("an unread count that is not head minus read");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** In a few words, for people. */
        public String meaning() {
            return meaning;
        }
    }
}
