package io.tertulia.message.writing;

import io.tertulia.events.message.MessageContent;
import java.util.Map;
import java.util.regex.Pattern;

/** What may be a reaction. */
final class Emoji {

    /** In code points: the longest emoji, a family joined with skin tones, has about ten. */
    static final int LONGEST = 16;

    /** How many different ones a message may have: each makes every change of it longer. */
    static final int MOST = 50;

    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\\x{FE0F}?\\x{20E3}");
    private static final int LAST_OF_ASCII = 0x7F;

    private Emoji() {}

    static boolean isAcceptable(String emoji) {
        return emoji.codePointCount(0, emoji.length()) <= LONGEST
                && MessageContent.isNormal(emoji)
                && (KEYCAP.matcher(emoji).matches() || isPictures(emoji));
    }

    /** Unicode counts digits as emoji, because keycaps begin with them: alone they are none. */
    private static boolean isPictures(String emoji) {
        return emoji.codePoints().anyMatch(Character::isEmoji)
                && emoji.codePoints()
                        .allMatch(
                                each ->
                                        each > LAST_OF_ASCII
                                                && (Character.isEmoji(each)
                                                        || Character.isEmojiComponent(each)));
    }

    static boolean isOneTooMany(String emoji, Map<String, Integer> reactions) {
        return reactions.size() >= MOST && !reactions.containsKey(emoji);
    }
}
