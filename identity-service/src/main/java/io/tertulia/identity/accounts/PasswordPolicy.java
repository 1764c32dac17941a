package io.tertulia.identity.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which passwords are refused. Length counts, kinds of characters do not: rules about those make
 * passwords harder to remember, not to guess.
 */
@Component
final class PasswordPolicy {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    /** Fewer than this many different characters are a pattern, not a secret. */
    private static final int FEWEST_DIFFERENT = 4;

    private final Set<String> common = readCommon();

    /** What is wrong with the password, in words for the person; empty if nothing is. */
    Optional<String> objection(String password, String username) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("Must have %d to %d characters.".formatted(SHORTEST, LONGEST));
        }
        if (Usernames.key(password).equals(Usernames.key(username))) {
            return Optional.of("Must not be the username.");
        }
        if (password.chars().distinct().count() < FEWEST_DIFFERENT
                || common.contains(password.toLowerCase(Locale.ROOT))) {
            return Optional.of("Is too easy to guess.");
        }
        return Optional.empty();
    }

    private static Set<String> readCommon() {
        try (InputStream list = PasswordPolicy.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("The list of common passwords is missing");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
