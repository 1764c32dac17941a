package io.tertulia.message.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes text apart into words, by the rules of Unicode: words, numbers, emoji. Addresses fall into
 * their parts, as does what is joined by dots and underscores. Chinese and Japanese, which are
 * written without spaces, are searched for by pairs of characters. There are no stop words: a word
 * that is asked for must be there, however common it is.
 *
 * <p>Safe for use by many threads. The tables behind it are loaded with the first text.
 */
final class Words implements AutoCloseable {

    private static final String FIELD = "content";
    private static final Pattern JOINTS = Pattern.compile("[._:]+");

    /** In characters; of longer words only the beginning counts. Stored: it must never change. */
    private static final int LONGEST = 64;

    private final Analyzer ofMessages = new WordAnalyzer(true);
    private final Analyzer ofQueries = new WordAnalyzer(false);

    /**
     * What is stored for a message, each once, in the order of the text.
     *
     * @param most terms; those of the rest of a longer text are left out
     */
    List<String> terms(String content, int most) {
        return find(ofMessages, normal(content)).stream()
                .flatMap(Word::terms)
                .distinct()
                .limit(most)
                .toList();
    }

    /** The words of a query, each once; of parts that no space divides there may be several. */
    List<Word> wanted(String query) {
        return find(ofQueries, normal(query)).stream().distinct().toList();
    }

    /** The same words of different signs, for instance in half and full width, are one. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static List<Word> find(Analyzer analyzer, String text) {
        var stems = new Stems();
        var found = new LinkedHashSet<Word>();
        for (String token : tokens(analyzer, text)) {
            for (String part : parts(token)) {
                String folded = cut(Stems.fold(part));
                if (!folded.isEmpty()) {
                    found.add(new Word(folded, stems.of(cut(part), folded)));
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        var found = new ArrayList<String>();
        try (TokenStream tokens = analyzer.tokenStream(FIELD, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                found.add(term.toString());
            }
            tokens.end();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers stay whole: 3.14 is one, example.com and v1.2 are not. */
    private static List<String> parts(String token) {
        boolean isWord = token.codePoints().anyMatch(Character::isLetter);
        return isWord ? List.of(JOINTS.split(token)) : List.of(token);
    }

    private static String cut(String word) {
        if (word.length() <= LONGEST) {
            return word;
        }
        // Half a character would be neither stored nor found.
        int end = Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return word.substring(0, end);
    }

    @Override
    public void close() {
        ofMessages.close();
        ofQueries.close();
    }

    /** A message keeps single characters beside the pairs, for whoever looks for just one. */
    private static final class WordAnalyzer extends Analyzer {

        private final boolean withSingles;

        WordAnalyzer(boolean withSingles) {
            this.withSingles = withSingles;
        }

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            var words = new StandardTokenizer();
            return new TokenStreamComponents(
                    words,
                    new CJKBigramFilter(
                            new LowerCaseFilter(words),
                            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA,
                            withSingles));
        }
    }
}
