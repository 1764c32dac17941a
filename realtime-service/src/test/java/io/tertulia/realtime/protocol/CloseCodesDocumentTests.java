package io.tertulia.realtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Goal: the page for authors of clients says of each close code what to do, and invents none. */
class CloseCodesDocumentTests {

    private static final Path PAGE = Path.of("..", "docs", "client.md");
    private static final String HEADING = "### Close codes";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([0-9, ]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    /** Seen by clients only: the server never sends it. */
    private static final int BROKEN = 1006;

    @Test
    void describesEveryCodeAndNoOther() throws IOException {
        Map<Integer, String> documented = documented();

        assertThat(documented.remove(BROKEN)).isNotNull();
        assertThat(documented.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(CloseReason.values())
                                .map(CloseReason::code)
                                .sorted()
                                .toList());
    }

    @Test
    void saysWhatToDo() throws IOException {
        documented()
                .forEach(
                        (code, advice) ->
                                assertThat(advice)
                                        .describedAs("%d", code)
                                        .containsPattern("reconnect"));
        assertThat(documented().get(CloseReason.NOT_A_PARTICIPANT.code()))
                .isEqualTo("do not reconnect");
    }

    /** What to do, by code. */
    private static Map<Integer, String> documented() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf(HEADING) + HEADING.length());
        int end = section.indexOf("\n#");
        var advice = new TreeMap<Integer, String>();
        var row = ROW.matcher(section.substring(0, end));
        while (row.find()) {
            for (String code : row.group(1).split(",", -1)) {
                advice.put(Integer.valueOf(code.strip()), row.group(3).strip());
            }
        }
        return advice;
    }
}
