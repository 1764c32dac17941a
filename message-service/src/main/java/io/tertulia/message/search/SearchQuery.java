package io.tertulia.message.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for. A message must have each of the words, and must fit whatever else is given.
 *
 * @param words at least one
 * @param sender whose messages; null for everybody's
 * @param from the first moment of sending that fits; null for any
 * @param to the first moment that fits no longer; null for any
 */
record SearchQuery(
        List<Word> words, @Nullable Sender sender, @Nullable Instant from, @Nullable Instant to) {

    SearchQuery {
        words = List.copyOf(words);
    }

    /** A sender, as {@code search} stores them. */
    sealed interface Sender {
        /** By id. */
        record Id(String id) implements Sender {}

        /** By username, in lower case. */
        record Username(String username) implements Sender {}
    }

    /** Whether a message with these terms has all the words. */
    boolean isIn(List<String> terms) {
        return words.stream().allMatch(word -> word.isIn(terms));
    }
}
