package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a document quickly before the stock matcher looks at it closely. The stock one takes the
 * query apart anew for each document, some microseconds each time; this one has understood it
 * before, as far as it asks for text: a plain text, or {@code $in} of texts and patterns, alone or
 * under {@code $and}. It says no only where the stock matcher would, too; where it does not know it
 * says yes, since the documents that are left are compared with the whole query anyway.
 */
final class ScanFilter {

    private static final String AND = "$and";
    private static final String IN = "$in";

    /** What {@link Pattern#quote} makes of a beginning that is searched for. */
    private static final String BEGINS = "^\\Q";

    private static final String END = "\\E";

    private ScanFilter() {}

    /** Yes for all documents that match the query, and maybe for more. */
    static Predicate<Document> of(Document query) {
        List<Predicate<Document>> conditions = new ArrayList<>();
        query.forEach((key, wanted) -> collect(key, wanted, conditions));
        return document -> {
            for (Predicate<Document> condition : conditions) {
                if (!condition.test(document)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static void collect(
            String key, @Nullable Object wanted, List<Predicate<Document>> conditions) {
        if (key.equals(AND) && wanted instanceof Collection<?> parts) {
            for (Object part : parts) {
                if (part instanceof Document query) {
                    conditions.add(of(query));
                }
            }
            return;
        }
        Predicate<String> texts = key.startsWith("$") ? null : texts(wanted);
        if (texts != null) {
            List<String> path = List.of(key.split("\\.", -1));
            conditions.add(document -> canMatch(document, path, texts));
        }
    }

    /** Which texts are asked for; null if it is not only texts. */
    private static @Nullable Predicate<String> texts(@Nullable Object wanted) {
        if (wanted instanceof String text) {
            return text::equals;
        }
        return wanted instanceof Document expression
                        && expression.size() == 1
                        && expression.get(IN) instanceof Collection<?> values
                ? anyOf(values)
                : null;
    }

    private static @Nullable Predicate<String> anyOf(Collection<?> values) {
        Set<String> exact = new HashSet<>();
        List<Predicate<String>> patterns = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof String text) {
                exact.add(text);
            } else if (value instanceof BsonRegularExpression pattern) {
                patterns.add(fits(pattern));
            } else {
                return null;
            }
        }
        return text -> exact.contains(text) || fitsAny(patterns, text);
    }

    private static boolean fitsAny(List<Predicate<String>> patterns, String text) {
        for (Predicate<String> pattern : patterns) {
            if (pattern.test(text)) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<String> fits(BsonRegularExpression expression) {
        String pattern = expression.getPattern();
        String options = expression.getOptions();
        boolean plain = options == null || options.isEmpty();
        int end = pattern.indexOf(END);
        if (plain && pattern.startsWith(BEGINS) && end == pattern.length() - END.length()) {
            String beginning = pattern.substring(BEGINS.length(), end);
            return text -> text.startsWith(beginning);
        }
        return text -> expression.matcher(text).find();
    }

    private static boolean canMatch(Document document, List<String> path, Predicate<String> texts) {
        Object value = document;
        for (String field : path) {
            if (!(value instanceof Document inner)) {
                // A list's elements have fields, too: the stock matcher knows the rules.
                return value instanceof Collection;
            }
            value = inner.get(field);
        }
        return canMatch(value, texts);
    }

    private static boolean canMatch(@Nullable Object value, Predicate<String> texts) {
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (!(element instanceof String text) || texts.test(text)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof String text ? texts.test(text) : !Missing.isNullOrMissing(value);
    }
}
