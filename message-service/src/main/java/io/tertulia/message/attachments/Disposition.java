package io.tertulia.message.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * The header {@code Content-Disposition} as RFC 6266 has it: an ASCII name for old clients and, as
 * RFC 5987 has it, the true one for all others. Spring's own writes the ASCII one in a third
 * notation, which together with the other may be longer than servers let a header be.
 */
final class Disposition {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int FIRST_NON_ASCII = 0x80;

    private Disposition() {}

    /** Shown where it is, by whoever can show it. */
    static String inline(String name) {
        return "inline; " + names(name);
    }

    /** Saved, and never shown. */
    static String attachment(String name) {
        return "attachment; " + names(name);
    }

    private static String names(String name) {
        var plain = new StringBuilder();
        var encoded = new StringBuilder();
        name.codePoints()
                .forEach(
                        each -> {
                            plain.append(isPlain(each) ? (char) each : '_');
                            encode(each, encoded);
                        });
        return "filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, encoded);
    }

    private static void encode(int codePoint, StringBuilder encoded) {
        if (codePoint < FIRST_NON_ASCII && isAttributeCharacter(codePoint)) {
            encoded.append((char) codePoint);
            return;
        }
        for (byte each : Character.toString(codePoint).getBytes(UTF_8)) {
            encoded.append('%').append(HEX.toHexDigits(each));
        }
    }

    /** Within quotes, and in no need of a backslash or of being taken for an escape. */
    private static boolean isPlain(int c) {
        return c >= ' ' && c <= '~' && "\"\\%".indexOf(c) < 0;
    }

    /** RFC 5987's {@code attr-char}. */
    private static boolean isAttributeCharacter(int c) {
        return Character.isLetterOrDigit(c) || "!#$&+-.^_`|~".indexOf(c) >= 0;
    }
}
