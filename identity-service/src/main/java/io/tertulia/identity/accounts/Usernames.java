package io.tertulia.identity.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a username may look like, and when two are the same. As in Django: letters and digits of any
 * script and {@code @ . + - _}, in Unicode's compatibility form.
 */
public final class Usernames {

    public static final int SHORTEST = 3;
    public static final int LONGEST = 150;

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}@.+_-]*");

    private Usernames() {}

    /** The username as it is stored and shown. */
    static String normal(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFKC);
    }

    /**
     * Equal for usernames that must not stand beside each other: those that differ in case or in
     * how their characters are encoded only.
     */
    public static String key(String username) {
        // Upper case first: some letters share only that form, as ß does with ss.
        String folded = normal(username).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return normal(folded);
    }

    static boolean isAllowed(String normal) {
        return ALLOWED.matcher(normal).matches();
    }
}
