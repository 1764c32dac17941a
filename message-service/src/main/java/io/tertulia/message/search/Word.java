package io.tertulia.message.search;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A word of a message or of a query.
 *
 * @param text in lower case and without accents
 * @param stems what is left of it without endings, in each language; none is the text itself
 */
record Word(String text, List<String> stems) {

    /** Sets stems apart from words: no word begins with it. */
    private static final String STEM = "~";

    Word {
        stems = List.copyOf(stems);
    }

    /** What is stored for this word of a message. */
    Stream<String> terms() {
        return Stream.concat(Stream.of(text), stems.stream().map(STEM::concat));
    }

    /**
     * The stored terms, besides those that begin with the text, by which this word of a query finds
     * a message: both have the same stem, or one is the other's stem.
     */
    List<String> relatives() {
        return Stream.concat(
                        stems.stream(),
                        Stream.concat(Stream.of(text), stems.stream()).map(STEM::concat))
                .toList();
    }

    /** Whether this word of a query is in a message with these terms. */
    boolean isIn(Collection<String> terms) {
        List<String> relatives = relatives();
        return terms.stream().anyMatch(term -> term.startsWith(text) || relatives.contains(term));
    }
}
