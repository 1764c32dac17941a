package io.tertulia.message.search;

import io.tertulia.events.message.MessageContent;
import io.tertulia.message.search.SearchQuery.Sender;
import io.tertulia.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes queries out of requests, or tells all that is wrong with them at once. */
final class SearchRequests {

    /** In code points. */
    private static final int LONGEST = 200;

    private static final int MOST_WORDS = 10;

    /** What no space divides may be many words: a long address, a sentence in Chinese. */
    private static final int MOST_PARTS = 50;

    private static final String REQUIRED = "This parameter is required.";
    private static final String LENGTH = "Must have 1 to %d characters.".formatted(LONGEST);
    private static final String NO_WORD = "Must have a word, a number or an emoji to look for.";
    private static final String WORDS = "Must have at most %d words.".formatted(MOST_WORDS);
    private static final String PARTS =
            "Falls into more than %d parts; leave some of it out.".formatted(MOST_PARTS);
    private static final String TIME =
            "Must be a time such as 2026-01-02T10:00:00Z or a day such as 2026-01-02; in an address"
                    + " a plus is written %2B.";
    private static final String ORDER = "Must be later than from.";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Words words;

    SearchRequests(Words words) {
        this.words = words;
    }

    /** What a client asks for, besides the room. What is empty counts as left out. */
    record Parameters(
            @Nullable String q,
            @Nullable String sender,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * The query that a client asks for.
     *
     * @throws ProblemException 400 naming every bad parameter
     */
    SearchQuery check(Parameters given) {
        var errors = new TreeMap<String, List<String>>();
        List<Word> wanted = words(given.q(), errors);
        Instant from = time("from", given.from(), errors);
        Instant to = time("to", given.to(), errors);
        if (from != null && to != null && !from.isBefore(to)) {
            errors.put("to", List.of(ORDER));
        }
        Sender sender = sender(given.sender());
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new SearchQuery(wanted, sender, from, to);
    }

    private List<Word> words(@Nullable String raw, Map<String, List<String>> errors) {
        if (raw == null || raw.isBlank()) {
            errors.put("q", List.of(REQUIRED));
            return List.of();
        }
        String text = Words.normal(MessageContent.normalise(raw)).strip();
        if (text.codePointCount(0, text.length()) > LONGEST) {
            errors.put("q", List.of(LENGTH));
            return List.of();
        }
        List<List<Word>> found =
                SPACES.splitAsStream(text)
                        .map(words::wanted)
                        .filter(parts -> !parts.isEmpty())
                        .toList();
        List<Word> all = found.stream().flatMap(List::stream).distinct().toList();
        if (all.isEmpty()) {
            errors.put("q", List.of(NO_WORD));
        } else if (found.size() > MOST_WORDS) {
            errors.put("q", List.of(WORDS));
        } else if (all.size() > MOST_PARTS) {
            errors.put("q", List.of(PARTS));
        }
        return all;
    }

    private static @Nullable Instant time(
            String name, @Nullable String text, Map<String, List<String>> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant time = Times.parse(text.strip()).orElse(null);
        if (time == null) {
            errors.put(name, List.of(TIME));
        }
        return time;
    }

    /** Whether there is such a person is not asked: nothing is found of them. */
    private static @Nullable Sender sender(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String name = SearchCollection.lowerCase(text.strip());
        return ID.matcher(name).matches() ? new Sender.Id(name) : new Sender.Username(name);
    }
}
