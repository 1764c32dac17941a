package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.realtime.protocol.CloseReason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The page about frames, {@code docs/asyncapi.yaml}, tells every close code. */
class CloseCodeDocumentTests {

    private static final Path PAGE = Path.of("..", "docs", "asyncapi.yaml");

    /** Never sent: it is what clients see where nothing was. */
    private static final String BROKEN = "1006";

    @Test
    void tellsEveryCloseCodeAndInventsNone() {
        var documented = new YAMLMapper().readTree(PAGE).get("x-close-codes").propertyNames();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Stream.of(BROKEN),
                                        Arrays.stream(CloseReason.values())
                                                .map(reason -> Integer.toString(reason.code())))
                                .toList());
    }
}
