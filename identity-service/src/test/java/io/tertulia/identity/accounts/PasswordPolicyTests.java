package io.tertulia.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTests {

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(
            strings = {"tr0ub4dor", "a quiet harbour", "ñandú-ñandú", "🦉🦊🐝🦔", "        x 1z"})
    void acceptsWhatIsHardEnoughToGuess(String password) {
        assertThat(policy.objection(password, "marta")).isEmpty();
    }

    @Test
    void countsCharactersAtBothEnds() {
        assertThat(policy.objection("abcdxyz", "marta")).hasValueSatisfying(this::isAboutLength);
        assertThat(policy.objection("abcdwxyz", "marta")).isEmpty();
        assertThat(policy.objection("abcd".repeat(32), "marta")).isEmpty();
        assertThat(policy.objection("abcd".repeat(32) + "e", "marta"))
                .hasValueSatisfying(this::isAboutLength);
    }

    @ParameterizedTest
    @ValueSource(strings = {"marta.lopez", "MARTA.LOPEZ", "ｍarta.lopez"})
    void refusesTheUsername(String password) {
        assertThat(policy.objection(password, "Marta.Lopez")).contains("Must not be the username.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord123",
                "12345678",
                "Contraseña",
                "aaaaaaaaaa",
                "abababab"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(policy.objection(password, "marta")).contains("Is too easy to guess.");
    }

    private void isAboutLength(String objection) {
        assertThat(objection).contains("8").contains("128");
    }
}
