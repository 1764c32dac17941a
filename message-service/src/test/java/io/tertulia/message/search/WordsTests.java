package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words find which texts. */
class WordsTests {

    private static final int MOST = 1_000;

    private final Words words = new Words();

    private boolean finds(String query, String content) {
        return new SearchQuery(words.wanted(query), null, null, null)
                .isIn(words.terms(content, MOST));
    }

    @ParameterizedTest
    @CsvSource({
        "cancion, Una Canción nueva",
        "CANCIÓN, una cancion",
        "canciones, mi canción",
        "canción, tus canciones",
        "canc, la Canción",
        "nino, el niño",
        "niño, los ninos",
        "niña, el niño",
        "año, feliz ano",
        "reunión, dos reuniones mañana",
        "reuniones, la reunión",
        "voces, su voz",
        "voz, voces lejanas",
        "pez, tres peces",
        "jugar, ¿jugamos hoy?",
        "jugamos, está jugando",
        "correr, iba corriendo",
        "comer, ya comió",
        "comió, quiero comer",
        "comio, ya comió",
        "habló, hablar es gratis",
        "mejores, lo mejor",
        "de la, La casa de la abuela",
        "pingüino, dos pinguinos",
        "¿dónde?, no sé donde",
    })
    void findsSpanish(String query, String content) {
        assertThat(finds(query, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "running, a long run",
        "runs, we run",
        "run, running late",
        "runs, running late",
        "cities, the city",
        "city, two Cities",
        "policy, our policies",
        "meetings, a meeting",
        "happy, happiness",
        "the who, The Who",
        "to be, to be or not",
        "john, John's car",
        "john's, John’s car",
        "johns, I saw John",
        "don't, I don’t know",
        "résumé, my resume",
        "strasse, Große Straße",
        "smorrebrod, smørrebrød",
        "photo, Photos",
        "ISTANBUL, İstanbul",
    })
    void findsEnglishAndTheRestOfEurope(String query, String content) {
        assertThat(finds(query, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "anción, canción",
        "casa, la cosa",
        "running, a ruin",
        "ninguno, el niño",
        "the song, a song",
        "canción triste, una canción alegre",
        "unit, unique",
        "👍, 👎",
        "東都, 東京都",
        "3.14, 3.15",
        "hola, ''",
    })
    void doesNotFindOtherWords(String query, String content) {
        assertThat(finds(query, content)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com | see https://www.example.com/songs/new_one?x=1",
                "https://www.example.com/songs/new_one?x=1"
                        + " | see https://www.example.com/songs/new_one?x=1",
                "songs | see https://www.example.com/songs/new_one?x=1",
                "one | see https://www.example.com/songs/new_one?x=1",
                "ana.bo@example.com | write to Ana.Bo@Example.com!",
                "ana | write to ana.bo@example.com!",
                "bo | write to ana.bo@example.com!",
                "report_v1.2.pdf | it is report_v1.2.pdf",
                "v1.2 | it is report_v1.2.pdf",
                "tertulia | #Tertulia",
                "#tertulia | la tertulia",
                "@ana | hola Ana",
                "2026 | on 2026-01-02",
                "2026-01-02 | on 2026-01-02",
                "3.1 | pi is 3.14",
                "1,000 | costs 1,000.50",
                "192.168 | ping 192.168.1.1",
                "600123 | llama al 600123456",
            })
    void findsAddressesAndNumbers(String query, String content) {
        assertThat(finds(query, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "👍, great👍",
        "👍, great 👍🏽",
        "❤, I ❤️ you",
        "❤️, I ❤ you",
        "🇪🇸, ¡Viva 🇪🇸!",
        "👨‍👩‍👧, la familia 👨‍👩‍👧",
        "東京, 東京都に行く",
        "東京都, 東京都に行く",
        "京, 東京",
        "行く, 東京都に行く",
        "タワー, 東京タワー",
        "東京タワー, 東京タワーの下",
        "서울, 서울에서 만나요",
        "ПРИВЕТ, привет мир",
        "Ελλ, ελληνικά",
        "abc, ＡＢＣ",
        "カタカナ, ｶﾀｶﾅ",
    })
    void findsEmojiAndOtherScripts(String query, String content) {
        assertThat(finds(query, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"!!!", "' '", "¿?", "-", "…", "()"})
    void knowsWhatIsNoWord(String query) {
        assertThat(words.wanted(query)).isEmpty();
    }

    @Test
    void storesEachTermOnceAndStemsApart() {
        assertThat(words.terms("Canciones, canciones y CANCIÓN", MOST))
                .containsExactly("canciones", "~cancion", "y", "cancion");
    }

    @Test
    void boundsWhatIsStoredOfOneMessage() {
        String many =
                IntStream.range(0, 4_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        String chinese =
                IntStream.range(0x4e00, 0x4e00 + 4_000)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        String long1 = "x".repeat(200);

        assertThat(words.terms(many, 100)).hasSize(100).contains("w0").doesNotContain("w999");
        assertThat(words.terms(chinese, MOST)).hasSize(MOST);
        assertThat(words.terms(long1 + " 😀".repeat(2_000), MOST))
                .hasSizeLessThan(10)
                .allSatisfy(term -> assertThat(term.length()).isLessThanOrEqualTo(64));
        assertThat(finds(long1, long1)).isTrue();
        assertThat(finds("𝐱".repeat(99), "𝐱".repeat(99))).isTrue();
    }

    @Test
    void survivesAnythingThatMayBeInAMessage() {
        String odd = "\ud800 \udc00 \u0000 \u200d\u200d \ufdfa ~stem $where {a: 1} .*+? \\Q\\E";

        List<String> terms = words.terms(odd, MOST);

        assertThat(terms).contains("stem", "where", "q", "e").doesNotContain("~", "");
    }
}
