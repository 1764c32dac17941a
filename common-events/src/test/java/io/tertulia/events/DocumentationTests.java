package io.tertulia.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.EventSamples.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The page for consumers, {@code docs/events.md}, shows what really travels. */
class DocumentationTests {

    private static final Path PAGE = Path.of("..", "docs", "events.md");
    private static final JsonMapper PLAIN = new JsonMapper();

    static Stream<Kind> kinds() {
        return EventSamples.publicKinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void showsTheGoldenFileOfEveryPublicEvent(Kind kind) throws IOException {
        String section = after(Files.readString(PAGE), "### " + kind.type() + "\n");
        String example = after(section, "```json\n");

        assertThat(PLAIN.readTree(example.substring(0, example.indexOf("```"))))
                .isEqualTo(PLAIN.readTree(GoldenFiles.event(kind.type())));
    }

    @Test
    void tellsTheKeyFactsOfEveryPublicTopic() throws IOException {
        String page = Files.readString(PAGE);

        for (Topic<?> topic : Topics.PUBLIC) {
            String row = after(page, "| `%s` |".formatted(topic.name()));
            assertThat(row.substring(0, row.indexOf('\n')))
                    .contains("%d days".formatted(topic.retention().toDays()))
                    .contains(topic.source().replace("/tertulia/", ""));
        }
    }

    private static String after(String text, String mark) {
        assertThat(text).contains(mark);
        return text.substring(text.indexOf(mark) + mark.length());
    }
}
