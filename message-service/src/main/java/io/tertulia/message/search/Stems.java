package io.tertulia.message.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/**
 * Takes endings off words. Nobody says in which language a message is, so every word is taken for
 * English and for Spanish; both stemmers leave words of other languages mostly alone. Not for use
 * by several threads: the stemmers work in buffers of their own.
 */
final class Stems {

    private static final String PLURAL_OF_Z = "ces";
    private static final Pattern MARKS =
            Pattern.compile("[\\p{InCombining_Diacritical_Marks}\\p{InVariation_Selectors}]");

    /** The longest that one character becomes without its accents, for instance in ligatures. */
    private static final int LONGEST_FOLDED = 4;

    /** Nothing before it has an accent, and most words are of nothing else. */
    private static final int FIRST_NOT_ASCII = 0x80;

    private final SnowballStemmer english = new EnglishStemmer();
    private final SnowballStemmer spanish = new SpanishStemmer();

    /**
     * The stems of a word that are other than the word.
     *
     * @param word in lower case, with its accents
     * @param folded the same word without them
     */
    List<String> of(String word, String folded) {
        var stems = new LinkedHashSet<String>();
        stems.add(stem(english, folded));
        stems.add(stem(spanish, folded));
        // Only with its accent is comió seen to belong to comer; but many people leave them out.
        stems.add(fold(stem(spanish, word)));
        if (folded.endsWith(PLURAL_OF_Z)) {
            // The stemmer does not know that voces are more than one voz.
            String singular = folded.substring(0, folded.length() - PLURAL_OF_Z.length()) + "z";
            stems.add(stem(spanish, singular));
        }
        stems.remove(folded);
        stems.remove("");
        return List.copyOf(stems);
    }

    private static String stem(SnowballStemmer stemmer, String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /**
     * A word in lower case without the accents and other marks of Latin letters: ñ becomes n, as
     * keyboards without it write it. What tells emoji from text symbols goes, too.
     */
    static String fold(String word) {
        if (word.chars().allMatch(each -> each < FIRST_NOT_ASCII)) {
            return word;
        }
        char[] folded = new char[word.length() * LONGEST_FOLDED];
        int length =
                ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, folded, 0, word.length());
        return MARKS.matcher(String.valueOf(folded, 0, length)).replaceAll("");
    }
}
