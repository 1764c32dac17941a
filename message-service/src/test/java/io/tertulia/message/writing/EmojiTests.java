package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"👍", "👍🏽", "❤️", "👩‍👩‍👧‍👦", "🇪🇸", "1️⃣", "#️⃣", "☺", "🏴‍☠️", "©"})
    void picturesAreEmoji(String emoji) {
        assertThat(Emoji.isAcceptable(emoji)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "1", "12", "#", "a👍", "👍1", "👍 👍", "", "ñ", "\u200D"})
    void textIsNone(String text) {
        assertThat(Emoji.isAcceptable(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Emoji.LONGEST + 1, 4_000})
    void thereAreNoLongOnes(int length) {
        assertThat(Emoji.isAcceptable("👍".repeat(length))).isFalse();
    }
}
