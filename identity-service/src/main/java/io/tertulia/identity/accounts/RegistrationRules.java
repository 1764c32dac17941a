package io.tertulia.identity.accounts;

import io.tertulia.web.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a registration and names everything that is wrong with it at once. */
@Component
final class RegistrationRules {

    private static final int LONGEST_NAME = 150;

    /** Control characters, halves of characters, and those that turn the direction of a line. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private final PasswordPolicy passwords;

    RegistrationRules(PasswordPolicy passwords) {
        this.passwords = passwords;
    }

    /**
     * The registration in its normal form.
     *
     * @throws ProblemException 400 that names every field that is wrong
     */
    CheckedRegistration check(RegistrationRequest request) {
        Map<String, List<String>> errors = new TreeMap<>();
        String username = username(request.username(), errors);
        String password = password(request.password(), username, errors);
        String firstName = name("first_name", request.firstName(), errors);
        String lastName = name("last_name", request.lastName(), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new CheckedRegistration(username, password, firstName, lastName);
    }

    private static String username(@Nullable String given, Map<String, List<String>> errors) {
        if (given == null || given.isEmpty()) {
            errors.put("username", List.of("Is required."));
            return "";
        }
        String username = Usernames.normal(given);
        if (username.length() < Usernames.SHORTEST || username.length() > Usernames.LONGEST) {
            errors.put(
                    "username",
                    List.of(
                            "Must have %d to %d characters."
                                    .formatted(Usernames.SHORTEST, Usernames.LONGEST)));
        } else if (!Usernames.isAllowed(username)) {
            errors.put("username", List.of("May hold letters, digits and @ . + - _ only."));
        }
        return username;
    }

    private String password(
            @Nullable String given, String username, Map<String, List<String>> errors) {
        if (given == null || given.isEmpty()) {
            errors.put("password", List.of("Is required."));
            return "";
        }
        passwords
                .objection(given, username)
                .ifPresent(objection -> errors.put("password", List.of(objection)));
        return given;
    }

    private static String name(
            String field, @Nullable String given, Map<String, List<String>> errors) {
        if (given == null) {
            return "";
        }
        String name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
        if (name.length() > LONGEST_NAME) {
            errors.put(field, List.of("Must have at most %d characters.".formatted(LONGEST_NAME)));
        } else if (UNPRINTABLE.matcher(name).find()) {
            errors.put(field, List.of("Must not hold control characters."));
        }
        return name;
    }

    /**
     * A registration that keeps all rules.
     *
     * @param firstName empty if not given
     * @param lastName empty if not given
     */
    record CheckedRegistration(
            String username, String password, String firstName, String lastName) {

        @Override
        public String toString() {
            return "CheckedRegistration[%s]".formatted(username);
        }
    }
}
