package io.tertulia.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedNamesTests {

    private final SharedNames names = new SharedNames();

    @Test
    void aDocumentStaysEqualAndInOrder() {
        Document document = document("content");

        assertThat(names.in(document)).isEqualTo(document);
        assertThat(names.in(document).keySet()).containsExactlyElementsOf(document.keySet());
    }

    @Test
    void documentsOfSeparateCommandsShareTheirNames() {
        Document first = names.in(document(copy("content")));
        Document second = names.in(document(copy("content")));

        assertThat(name(second)).isSameAs(name(first));
        assertThat(name(sender(second))).isSameAs(name(sender(first)));
        assertThat(name(inList(second))).isSameAs(name(inList(first)));
    }

    @Test
    void aChangeOfTheStoredDocumentDoesNotReachTheOriginal() {
        Document document = document("content");

        sender(names.in(document)).put("id", 2);

        assertThat(sender(document).get("id")).isEqualTo(1);
    }

    @Test
    void listsKeepTheirNullsAndValues() {
        Document document = new Document("list", Arrays.asList(null, 1, new Document("id", 2)));

        assertThat(names.in(document)).isEqualTo(document);
    }

    @Test
    void namesWithoutEndAreStoredButNotKept() {
        IntStream.range(0, 10_000).forEach(i -> names.in(new Document("emoji-" + i, i)));

        Document first = names.in(new Document(copy("one-more"), 1));
        Document second = names.in(new Document(copy("one-more"), 1));

        assertThat(second).isEqualTo(first);
        assertThat(name(second)).isNotSameAs(name(first));
    }

    private static Document document(String name) {
        return new Document(name, "Hola")
                .append("sender", new Document(copy("id"), 1))
                .append("marks", List.of(new Document(copy("start"), 0)));
    }

    private static Document sender(Document document) {
        return (Document) Objects.requireNonNull(document.get("sender"));
    }

    private static Document inList(Document document) {
        return (Document) ((List<?>) Objects.requireNonNull(document.get("marks"))).getFirst();
    }

    private static String name(Document document) {
        return document.keySet().iterator().next();
    }

    /** Another string of the same letters, as a decoder makes one. */
    private static String copy(String text) {
        return String.valueOf(text.toCharArray());
    }
}
