package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpOptionsTests {

    @Test
    void withoutOptionsItIsOneProcessOn8080AndTheDataFolderHere() {
        UpOptions options = UpOptions.parse(List.of());

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.bind()).isEqualTo("127.0.0.1");
        assertThat(options.separate()).isFalse();
        assertThat(options.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(options.kafka()).isEmpty();
        assertThat(options.mongo()).isEmpty();
    }

    @Test
    void takesInstancesByAnyNameOfAService() {
        UpOptions options =
                UpOptions.parse(
                        List.of("--separate", "--with", "message-service=2", "--with", "room=3"));

        assertThat(options.instancesOf(Service.MESSAGE)).isEqualTo(2);
        assertThat(options.instancesOf(Service.ROOM)).isEqualTo(3);
        assertThat(options.instancesOf(Service.IDENTITY)).isEqualTo(1);
    }

    @Test
    void takesAClusterOfThreeBrokers() {
        UpOptions options = UpOptions.parse(List.of("--separate", "--with", "kafka=3"));

        assertThat(options.brokers()).isEqualTo(3);
        assertThat(UpOptions.parse(List.of("--separate")).brokers()).isEqualTo(1);
    }

    @Test
    void readsTheAddressOfMongoFromAFileWhereNobodySeesItsPassword(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("mongo"), "mongodb://u:secret@m/?tls=true\n");

        assertThat(UpOptions.parse(List.of("--mongo", "@" + file)).mongo())
                .contains("mongodb://u:secret@m/?tls=true");
        assertThatThrownBy(() -> UpOptions.parse(List.of("--mongo", "@" + folder.resolve("no"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("--mongo cannot read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --port                              | --port needs a value
                    --port 0                            | --port takes a number from 1 to 65535
                    --port http                         | --port takes a number from 1 to 65535
                    --with message=2                    | --with needs --separate
                    --separate --with kitchen=2         | --with takes SERVICE=N
                    --separate --with gateway-service=2 | --with takes SERVICE=N
                    --separate --with message           | --with takes a number from 1 to 16
                    --with kafka=3                      | --with needs --separate
                    --separate --with kafka=2           | --with kafka takes 1 or 3
                    --separate --with kafka=3 --kafka k:1 | --kafka names brokers
                    --verbose                           | Unknown option --verbose
                    """)
    void namesWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> UpOptions.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(message);
    }
}
