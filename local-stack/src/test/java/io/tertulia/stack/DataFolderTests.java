package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir Path temporary;

    @Test
    void isHeldByOneAtATime() {
        try (var first = DataFolder.open(temporary.resolve("data"))) {
            assertThat(first.log("x").getParent()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(temporary.resolve("data")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("--data");
        }
        DataFolder.open(temporary.resolve("data")).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "not a folder");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data");
    }

    @Test
    void theNoteIsGoneOnceItCloses() {
        Path note = temporary.resolve("data").resolve("running");
        try (var folder = DataFolder.open(temporary.resolve("data"))) {
            folder.note(List.of("port 8080"));
            assertThat(note).hasContent("port 8080");
        }
        assertThat(note).doesNotExist();
    }

    @Test
    void theNoteStaysWholeWhereANewOneCannotBeWritten() throws IOException {
        try (var folder = DataFolder.open(temporary.resolve("data"))) {
            folder.note(List.of("port 8080"));
            // In the way, as a full disk is.
            Files.createDirectory(temporary.resolve("data").resolve("running.new"));

            folder.note(List.of("port 9090"));

            assertThat(temporary.resolve("data").resolve("running")).hasContent("port 8080");
        }
    }

    @Test
    void tellsWhatItsDiskHasLeftAndStaysHeld() throws IOException {
        try (var folder = DataFolder.open(temporary.resolve("data"))) {
            assertThat(folder.freeBytes()).isPositive();
            assertThat(folder.freeBytes()).isPositive();
            assertThatThrownBy(() -> DataFolder.open(temporary.resolve("data")))
                    .hasMessageContaining("in use");
        }
    }
}
