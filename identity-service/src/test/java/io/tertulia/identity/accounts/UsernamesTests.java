package io.tertulia.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernamesTests {

    @ParameterizedTest
    @CsvSource({
        "Ana, aNA",
        "Straße, STRASSE",
        "ñandú, n\u0303andu\u0301",
        "ana, ａｎａ",
        "ΟΔΟΣ, οδος"
    })
    void areTheSameWhenOnlyCaseOrEncodingDiffers(String one, String other) {
        assertThat(Usernames.key(one)).isEqualTo(Usernames.key(other));
    }

    @Test
    void differWhenAccentsDo() {
        assertThat(Usernames.key("pepé")).isNotEqualTo(Usernames.key("pepe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ana.maria+chat@example.org", "josé_99", "李小龙", "a-b"})
    void mayBeWhatDjangoAllows(String username) {
        assertThat(Usernames.isAllowed(Usernames.normal(username))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "a/b", "ana\n", "<ana>", "ana\u200Bx", "ana\u202Ex", "🦉", "a$b"})
    void mayNotHoldAnythingElse(String username) {
        assertThat(Usernames.isAllowed(Usernames.normal(username))).isFalse();
    }
}
