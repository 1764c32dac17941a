package io.tertulia.events.message;

import java.text.Normalizer;

/**
 * What the text of a message may be: plain text in Unicode NFC, without control characters other
 * than line feed and tab, without lone surrogates, not blank, of at most {@value #LONGEST} code
 * points. Whoever takes text from a client normalises it; the room's writer refuses text that is
 * not normal.
 */
public final class MessageContent {

    /** In code points, counted after normalisation. */
    public static final int LONGEST = 4_000;

    private MessageContent() {}

    /** The text as it may be stored; possibly empty or too long. Normal text stays as it is. */
    public static String normalise(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(MessageContent::isKept).forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /** Whether text that was normalised is neither blank nor too long. */
    public static boolean isAcceptable(String normalised) {
        return isAcceptable(normalised, false);
    }

    /** The same for a message that may say nothing because it has an attachment. */
    public static boolean isAcceptable(String normalised, boolean hasAttachment) {
        return normalised.isBlank()
                ? hasAttachment && normalised.isEmpty()
                : normalised.codePointCount(0, normalised.length()) <= LONGEST;
    }

    /** Whether the text may be stored exactly as it is. */
    public static boolean isNormal(String text) {
        return isNormal(text, false);
    }

    /** The same for a message that may say nothing because it has an attachment. */
    public static boolean isNormal(String text, boolean hasAttachment) {
        return isAcceptable(text, hasAttachment) && normalise(text).equals(text);
    }

    private static boolean isKept(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return true;
        }
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }
}
