package io.tertulia.room.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTests {

    private final User maria =
            new User(UUID.randomUUID(), "mgarcia.98", "Ana María", "García  López");

    private boolean finds(String typed) {
        Pattern prefix = Pattern.compile(SearchTerms.prefixPattern(typed));
        return SearchTerms.of(maria).stream().anyMatch(term -> prefix.matcher(term).find());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mgar",
                "MGARCIA.98",
                "ana",
                "María",
                "maria garc",
                "ÁNA MARIA",
                "lóp",
                " ana "
            })
    void areFoundByAnyBeginningWithoutCaseAndAccents(String typed) {
        assertThat(finds(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arcia", "ana lopez", "mgarciax98", ".*", "a.a", "(", "[a-z]", "\\E"})
    void areNotFoundByTheirMiddleNorByExpressions(String typed) {
        assertThat(finds(typed)).isFalse();
    }

    @Test
    void areBoundedHoweverLongAName() {
        var verbose =
                new User(UUID.randomUUID(), "x".repeat(500), "a ".repeat(500), "b".repeat(500));
        assertThat(SearchTerms.of(verbose)).hasSizeLessThanOrEqualTo(9);
        assertThat(SearchTerms.of(verbose)).allMatch(term -> term.length() <= 64);
    }
}
