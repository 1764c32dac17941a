package io.tertulia.message.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTests {

    @Test
    void keepsTheLastSegment() {
        assertThat(FileNames.of("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.of("C:\\Users\\ana\\foto.png")).isEqualTo("foto.png");
        assertThat(FileNames.of("/a\\b/c")).isEqualTo("c");
    }

    @Test
    void takesOutWhatMisleads() {
        assertThat(FileNames.of("\u202egpj.exe")).isEqualTo("gpj.exe");
        assertThat(FileNames.of("a\u0000\u0007\u0085b\u2028\u2066.txt\ud800")).isEqualTo("ab.txt");
        assertThat(FileNames.of("  cancio\u0301n .txt ")).isEqualTo("canción .txt");
    }

    @Test
    void keepsWhatJoinsLettersAndEmojis() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.png";

        assertThat(FileNames.of(family)).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "a/", "\u202e", "\u0007"})
    void aNameOfNothingIsFile(String given) {
        assertThat(FileNames.of(given)).isEqualTo("file");
    }

    @Test
    void noNameIsFile() {
        assertThat(FileNames.of(null)).isEqualTo("file");
    }

    @Test
    void cutsTheStemAndKeepsTheEnding() {
        String smile = "\ud83d\ude00";

        String name = FileNames.of(smile.repeat(300) + ".tar.gz");

        assertThat(name).isEqualTo(smile.repeat(252) + ".gz");
        assertThat(FileNames.of("a." + "b".repeat(300))).isEqualTo("a." + "b".repeat(253));
    }

    @Test
    void tellsBothKindsOfBrowsersTheName() {
        assertThat(Disposition.attachment("a b.txt"))
                .isEqualTo("attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt");
        assertThat(Disposition.inline("ñ\"\\%;.png"))
                .isEqualTo(
                        "inline; filename=\"____;.png\";"
                                + " filename*=UTF-8''%C3%B1%22%5C%25%3B.png");
    }

    @Test
    void theLongestNameFitsIntoAHeader() {
        assertThat(Disposition.attachment("\ud83d\ude00".repeat(FileNames.LONGEST)).length())
                .isLessThan(4_000);
    }
}
