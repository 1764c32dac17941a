package io.tertulia.message.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.message.search.SearchQuery.Sender;
import io.tertulia.message.search.SearchRequests.Parameters;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchRequestsTests {

    private final SearchRequests requests = new SearchRequests(new Words());

    private SearchQuery check(String q) {
        return requests.check(new Parameters(q, null, null, null));
    }

    private List<String> wanted(String q) {
        return check(q).words().stream().map(Word::text).toList();
    }

    @Test
    void countsWordsBetweenSpacesHoweverManyPartsTheyHave() {
        assertThat(wanted("a b c d e f g h i j")).hasSize(10);
        assertThat(wanted("a - b - c - d - e - f")).hasSize(6);
        assertThat(wanted("www.a.b.c.d.e.f.g.h.i.j.k.com")).hasSize(13);
        assertThat(wanted("hola Hola HOLA")).containsExactly("hola");
        assertThat(wanted("dos\u00a0palabras")).containsExactly("dos", "palabras");
        assertThatThrownBy(() -> check("a b c d e f g h i j k"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void boundsThePartsOfWhatNoSpaceDivides() {
        assertThat(wanted(address(50))).hasSize(50);
        assertThat(wanted(chinese(51))).hasSize(50);
        assertThatThrownBy(() -> check(address(51))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> check(chinese(52))).isInstanceOf(ProblemException.class);
    }

    private static String address(int parts) {
        return IntStream.range(0, parts).mapToObj(i -> "a" + i).collect(Collectors.joining("."));
    }

    private static String chinese(int characters) {
        return IntStream.range(0, characters)
                .mapToObj(i -> Character.toString('一' + i))
                .collect(Collectors.joining());
    }

    @Test
    void takesTwoHundredCharactersWhateverTheirWidth() {
        assertThat(check("😀".repeat(200)).words()).hasSize(1);
        assertThatThrownBy(() -> check("😀".repeat(201))).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesAnIdOrAUsernameForASender() {
        String id = "0191F0A0-0000-7000-8000-000000000001";

        assertThat(requests.check(new Parameters("x", id, null, null)).sender())
                .isEqualTo(new Sender.Id("0191f0a0-0000-7000-8000-000000000001"));
        assertThat(requests.check(new Parameters("x", " Ana.B ", null, null)).sender())
                .isEqualTo(new Sender.Username("ana.b"));
        assertThat(requests.check(new Parameters("x", "1-1-1-1-1", null, null)).sender())
                .isEqualTo(new Sender.Username("1-1-1-1-1"));
    }

    @Test
    void whatIsEmptyCountsAsLeftOut() {
        SearchQuery query = requests.check(new Parameters("x", "", " ", ""));

        assertThat(query.sender()).isNull();
        assertThat(query.from()).isNull();
        assertThat(query.to()).isNull();
    }
}
