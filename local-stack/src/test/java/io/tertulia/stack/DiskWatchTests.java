package io.tertulia.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DiskWatchTests {

    private static final long MEGABYTE = 1024 * 1024;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void isSilentWhileThereIsRoom() {
        try (var watch = watch(() -> 33 * MEGABYTE)) {
            watch.look();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void tellsThatTheDiskIsFullALittleBeforeItIs() {
        try (var watch = watch(() -> 31 * MEGABYTE)) {
            watch.look();
        }
        assertThat(told)
                .singleElement()
                .asString()
                .contains("/data", "31 MB", "Nothing acknowledged is lost", "make room");
    }

    @Test
    void tellsWhyTheFolderCannotBeWritten() {
        try (var watch =
                watch(
                        () -> {
                            throw new FileSystemException("probe", null, "Read-only file system");
                        })) {
            watch.look();
        }
        assertThat(told).singleElement().asString().contains("/data", "Read-only file system");
    }

    @Test
    void looksByItselfAndTellsOnce() {
        try (var watch = watch(() -> 0)) {
            watch.start();
            Awaitility.await().untilAsserted(() -> assertThat(told).hasSize(1));
        }
    }

    private DiskWatch watch(DiskWatch.FreeBytes free) {
        return new DiskWatch(free, "/data", told::add);
    }
}
