package io.tertulia.message.writing;

import io.tertulia.events.message.MessageContent;
import java.util.Map;

/** What may be a reaction. */
final class Emoji {

    /** In code points: the longest emoji, a family joined with skin tones, has about ten. */
    static final int LONGEST = 16;

    /** How many different ones a message may have: each makes every change of it longer. */
    static final int MOST = 50;

    private Emoji() {}

    static boolean isAcceptable(String emoji) {
        return emoji.codePointCount(0, emoji.length()) <= LONGEST
                && MessageContent.isNormal(emoji)
                && emoji.codePoints().noneMatch(Character::isWhitespace);
    }

    static boolean isOneTooMany(String emoji, Map<String, Integer> reactions) {
        return reactions.size() >= MOST && !reactions.containsKey(emoji);
    }
}
