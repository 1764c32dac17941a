package io.tertulia.room.rooms;

import io.tertulia.events.message.MessageContent;
import java.util.regex.Pattern;

/**
 * Names and descriptions as they are stored: plain text like that of messages, in NFC and without
 * control characters, and trimmed.
 */
final class TextCleaner {

    private static final Pattern BREAKS = Pattern.compile("[\n\t]");

    private TextCleaner() {}

    /** A text of several lines. */
    static String lines(String text) {
        return MessageContent.normalise(text).strip();
    }

    /** A text of one line. */
    static String line(String text) {
        return BREAKS.matcher(lines(text)).replaceAll(" ");
    }

    /** The length that people count: surrogate pairs are one character. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
