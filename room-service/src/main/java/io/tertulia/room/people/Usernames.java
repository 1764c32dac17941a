package io.tertulia.room.people;

import java.text.Normalizer;
import java.util.Locale;

/** When two usernames are the same. */
public final class Usernames {

    private Usernames() {}

    /**
     * Equal for usernames that differ in case or in how their characters are encoded only: of such,
     * identity-service lets no two stand beside each other. Other issuers may.
     */
    public static String key(String username) {
        return Normalizer.normalize(folded(normal(username)), Normalizer.Form.NFKC);
    }

    /** Lower case. Upper case first: some letters share only that form, as ß does with ss. */
    static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String normal(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFKC);
    }
}
