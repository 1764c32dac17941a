package io.tertulia.events.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageContentTests {

    @Test
    void keepsLineFeedsAndTabsAndDropsOtherControlCharacters() {
        assertThat(MessageContent.normalise("a\r\nb\tc\u0000\u001B[1m\u0085d\u007F"))
                .isEqualTo("a\nb\tc[1md");
    }

    @Test
    void dropsLoneSurrogatesAndKeepsPairs() {
        assertThat(MessageContent.normalise("a\uD83Db\uDE00c\uD83D\uDE00")).isEqualTo("abc😀");
    }

    @Test
    void composesToNfc() {
        assertThat(MessageContent.normalise("cancio\u0301n")).isEqualTo("canción");
    }

    @Test
    void countsCodePointsAndNotCharacters() {
        String longest = "😀".repeat(MessageContent.LONGEST);

        assertThat(MessageContent.isAcceptable(longest)).isTrue();
        assertThat(MessageContent.isAcceptable(longest + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void blankTextIsNotAcceptable(String text) {
        assertThat(MessageContent.isAcceptable(text)).isFalse();
    }

    @Test
    void onlyNormalisedTextIsNormal() {
        assertThat(MessageContent.isNormal("<b>hola</b> & \"adiós\"")).isTrue();
        assertThat(MessageContent.isNormal("cancio\u0301n")).isFalse();
        assertThat(MessageContent.isNormal("a\u0007")).isFalse();
    }
}
