package io.tertulia.message.attachments;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the name that a client gives to a file: nothing that would mislead who reads it
 * or who saves it.
 */
final class FileNames {

    /** In code points. */
    static final int LONGEST = 255;

    private static final String NAMELESS = "file";

    /** An ending up to this long outlives the cutting of a name. */
    private static final int LONGEST_ENDING = 16;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private FileNames() {}

    /** A name in Unicode NFC of 1 to {@value #LONGEST} code points. */
    static String of(@Nullable String given) {
        if (given == null) {
            return NAMELESS;
        }
        String path = Normalizer.normalize(given, Normalizer.Form.NFC);
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder(last.length());
        last.codePoints().filter(FileNames::isKept).forEach(kept::appendCodePoint);
        String name = cut(kept.toString().strip());
        return name.chars().allMatch(c -> c == '.') ? NAMELESS : name;
    }

    /** No control characters, and none that turn the direction of what is read: "gpj.exe". */
    private static boolean isKept(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            // Of the invisible ones, those stay that join letters and emojis.
            case Character.FORMAT ->
                    codePoint == ZERO_WIDTH_JOINER
                            || codePoint == ZERO_WIDTH_NON_JOINER
                            || isTag(codePoint);
            default -> true;
        };
    }

    /** They make the flags of England, Scotland and Wales. */
    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    private static String cut(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 || name.length() - dot > LONGEST_ENDING ? "" : name.substring(dot);
        int rest = LONGEST - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, rest)).stripTrailing() + ending;
    }
}
