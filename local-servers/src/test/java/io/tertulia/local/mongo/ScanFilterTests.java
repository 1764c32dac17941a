package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanFilterTests {

    private static final List<Document> DOCUMENTS =
            List.of(
                    new Document(),
                    new Document("a", null),
                    new Document("a", "x"),
                    new Document("a", "xyz"),
                    new Document("a", "x.z"),
                    new Document("a", 7),
                    new Document("a", true),
                    new Document("a", List.of()),
                    new Document("a", List.of("q", "xyz")),
                    new Document("a", Arrays.asList(null, 7, List.of("x"))),
                    new Document("a", new Document("b", "x")),
                    new Document("a", new Document("b", List.of("q", "x"))),
                    new Document("a", new Document("b", new Document("c", "x"))),
                    new Document("a", List.of(new Document("b", "x"), "y")),
                    new Document("a", List.of(new Document("b", List.of("x")))),
                    new Document("a", "x").append("c", "y"),
                    new Document("a.b", "x"));

    static Stream<Document> queries() {
        List<Object> nullOrX = new ArrayList<>();
        nullOrX.add(null);
        nullOrX.add("x");
        return Stream.of(
                        new Document(),
                        new Document("a", "x"),
                        new Document("a.b", "x"),
                        new Document("a.0", "q"),
                        new Document("a.b.c", "x"),
                        new Document("a", "x").append("c", "y"),
                        new Document("a", null),
                        new Document("a", 7),
                        new Document("a", List.of("q", "xyz")),
                        new Document("a", in("x", "q")),
                        new Document("a", in(begins("x"))),
                        new Document("a", in(begins("x."), "q")),
                        new Document("a", in(new BsonRegularExpression("Y", "i"))),
                        new Document("a", in(new BsonRegularExpression("^\\Qx\\E.", ""))),
                        new Document("a.b", in(begins("x"))),
                        new Document("a", in(7, "x")),
                        new Document("a", in()),
                        new Document("a", new Document("$in", nullOrX)),
                        new Document("a", new Document("$ne", "x")),
                        new Document("a", new Document("$not", in("x"))),
                        new Document("a", in("x", "xyz").append("$ne", "x")),
                        new Document("a", new Document("$all", List.of("q", "xyz"))),
                        new Document("a", new Document("$exists", false)),
                        new Document("a", new BsonRegularExpression("^x", "")),
                        new Document(
                                "$or", List.of(new Document("a", "x"), new Document("c", "y"))),
                        new Document(
                                "$and", List.of(new Document("a", "x"), new Document("c", "y"))),
                        new Document("$nor", List.of(new Document("a", "x"))))
                .map(Document::cloneDeeply);
    }

    private static Document in(Object... values) {
        return new Document("$in", List.of(values));
    }

    private static BsonRegularExpression begins(String text) {
        return new BsonRegularExpression("^\\Q" + text + "\\E", "");
    }

    /** The stock matcher is right by definition: whatever it finds must get as far as to it. */
    @ParameterizedTest
    @MethodSource("queries")
    void keepsNothingFromTheStockMatcherThatItWouldFind(Document query) {
        assertThat(DOCUMENTS.stream().filter(ScanFilter.of(query)))
                .containsAll(
                        DOCUMENTS.stream()
                                .filter(each -> new DefaultQueryMatcher().matches(each, query))
                                .toList());
    }

    @Test
    void keepsAwayWhatDoesNotHaveTheTextsAskedFor() {
        assertThat(passing(new Document("a", "x"))).doesNotContain(document("xyz"), new Document());
        assertThat(passing(new Document("a", in("q", "xyz")))).doesNotContain(document("x"));
        assertThat(passing(new Document("a", in(begins("x."), "q"))))
                .contains(document("x.z"))
                .doesNotContain(document("xyz"), document("x"));
        assertThat(passing(new Document("a.b", in("z")))).doesNotContain(document("x"));
        assertThat(passing(new Document("$and", List.of(new Document("a", "xyz")))))
                .contains(document("xyz"))
                .doesNotContain(document("x"));
    }

    private static Document document(String a) {
        return new Document("a", a);
    }

    private static List<Document> passing(Document query) {
        return DOCUMENTS.stream().filter(ScanFilter.of(query)).toList();
    }
}
