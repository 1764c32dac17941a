package io.tertulia.room.people;

import io.tertulia.events.User;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What people are found by: words without case and accents. */
final class SearchTerms {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 64;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N} ]");

    private SearchTerms() {}

    /** A text as it is compared: no case, no accents, single spaces, a bounded length. */
    static String normalise(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String lower = SPACES.matcher(Usernames.folded(bare)).replaceAll(" ").trim();
        return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
    }

    /**
     * The username, and the name from each of its words on: a prefix of any of them finds the
     * person, so "mar", "maria gar" and "garcia" all find Ana María García.
     */
    static List<String> of(User user) {
        Set<String> terms = new LinkedHashSet<>();
        terms.add(normalise(user.username()));
        String rest = normalise(user.firstName() + " " + user.lastName());
        for (int word = 0; word < MOST_WORDS && !rest.isEmpty(); word++) {
            terms.add(rest);
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        return List.copyOf(terms);
    }

    /**
     * A regular expression for terms that begin with what somebody typed. It is anchored, matches
     * case, and every special character is escaped one by one, so that MongoDB reads it as a range
     * of the index.
     */
    static String prefixPattern(String typed) {
        return "^" + SPECIAL.matcher(normalise(typed)).replaceAll("\\\\$0");
    }
}
