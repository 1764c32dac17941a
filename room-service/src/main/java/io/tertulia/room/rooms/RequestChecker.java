package io.tertulia.room.rooms;

import io.tertulia.events.room.Visibility;
import io.tertulia.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of one request and collects what is wrong, so that the client hears of all of
 * it at once.
 */
final class RequestChecker {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final Map<String, List<String>> errors = new TreeMap<>();

    /** Notes an error in a field. */
    void refuse(String field, String message) {
        errors.computeIfAbsent(field, name -> new ArrayList<>()).add(message);
    }

    /**
     * Ends the check.
     *
     * @throws ProblemException 400 if anything was refused
     */
    void finish() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** A room's name; empty if it is refused. */
    String name(@Nullable String given) {
        String name = TextCleaner.line(given == null ? "" : given);
        if (name.isEmpty()) {
            refuse("name", "This field is required.");
        }
        return bounded("name", name, LONGEST_NAME);
    }

    /** A room's description; empty if it is missing. */
    String description(@Nullable String given) {
        String description = TextCleaner.lines(given == null ? "" : given);
        return bounded("description", description, LONGEST_DESCRIPTION);
    }

    /** A room's visibility; {@code preset} if it is missing. */
    Visibility visibility(@Nullable String given, Visibility preset) {
        return oneOf("visibility", given, Visibility.class, preset);
    }

    /** One of an enum's values in its clients' spelling; {@code preset} if it is missing. */
    <E extends Enum<E>> E oneOf(String field, @Nullable String given, Class<E> type, E preset) {
        if (given == null) {
            return preset;
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants())
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .toList();
        int index = names.indexOf(given);
        if (index < 0) {
            refuse(field, "Must be one of: %s.".formatted(String.join(", ", names)));
            return preset;
        }
        return type.getEnumConstants()[index];
    }

    /** A list without the nulls that JSON may hold; empty if it is missing. */
    <T> List<T> list(String field, @Nullable List<@Nullable T> given, int most) {
        if (given == null) {
            return List.of();
        }
        var list = new ArrayList<T>();
        for (T item : given) {
            if (item == null) {
                refuse(field, "May not contain null.");
                return List.of();
            }
            list.add(item);
        }
        if (list.size() > most) {
            refuse(field, "May hold at most %d entries.".formatted(most));
            return List.of();
        }
        return list;
    }

    private String bounded(String field, String text, int longest) {
        if (TextCleaner.length(text) > longest) {
            refuse(field, "May have at most %d characters.".formatted(longest));
        }
        return text;
    }
}
