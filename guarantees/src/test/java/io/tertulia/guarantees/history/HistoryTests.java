package io.tertulia.guarantees.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests {

    private static final UUID ROOM = UUID.randomUUID();
    private static final Change CHANGE =
            new Change(3, Change.Type.REACTION, UUID.randomUUID(), Long.MIN_VALUE, 17);

    private final InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(42));

    @TempDir Path folder;

    @Test
    void comesBackFromAFileAsItWas() throws IOException {
        var history = new History(clock, 100);
        everyKindOfEntry().forEach(history::add);
        Path file = folder.resolve("history.jsonl");

        HistoryFile.write(file, history.lines());

        assertThat(HistoryFile.read(file)).isEqualTo(history.lines());
        assertThat(history.entries().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Entry.class.getPermittedSubclasses()));
        assertThat(Files.readAllLines(file).getFirst()).contains("\"millis\":42");
    }

    @Test
    void saysWhenAFileIsNoHistory() throws IOException {
        Path file = Files.writeString(folder.resolve("other.txt"), "to be or not\n");

        assertThatThrownBy(() -> HistoryFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void keepsRoomForTheEvidenceAndTakesNoMoreThanItsBound() {
        var history = new History(clock, 10);
        for (int i = 0; i < 7; i++) {
            history.add(new Entry.Broke("fault"));
        }
        assertThat(history.isNearlyFull()).isFalse();

        history.add(new Entry.Broke("fault"));

        assertThat(history.isNearlyFull()).isTrue();
        history.add(new Entry.Broke("fault"));
        history.add(new Entry.Broke("fault"));
        assertThatThrownBy(() -> history.add(new Entry.Broke("fault")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsTextsApartAndTheEmptyOneFromAll() {
        assertThat(Digest.of("")).isZero();
        assertThat(Digest.of("a")).isNotZero().isNotEqualTo(Digest.of("b"));
        assertThat(Digest.of("ab")).isNotEqualTo(Digest.of("ba")).isEqualTo(Digest.of("ab"));
    }

    private static List<Entry> everyKindOfEntry() {
        UUID id = UUID.randomUUID();
        return List.of(
                new Entry.Tried(new Deed(id, ROOM, id, Deed.Kind.EDIT, "ana", 9)),
                new Entry.Acked(id, 4),
                new Entry.Refused(id, "room_closed"),
                new Entry.Unanswered(id),
                new Entry.Appended(id),
                new Entry.Opened(1, "ana", ROOM, -1),
                new Entry.Ready(1, 2),
                new Entry.Shown(1, CHANGE),
                new Entry.Resync(1, 8),
                new Entry.Closed(1, 1012),
                new Entry.Fetched("ana", ROOM, 2, List.of(CHANGE)),
                new Entry.Ended("ana", ROOM, 9),
                new Entry.Silent("ana", ROOM, 9),
                new Entry.LogRead("ana", ROOM, List.of(CHANGE)),
                new Entry.PagesRead("ana", ROOM, List.of(new Listed(id, 1, 1, 9, 17))),
                new Entry.Published(ROOM, 3, id, CHANGE, 99),
                new Entry.Looked(ROOM, id, true),
                Entry.Marked.some("ana", ROOM, List.of(id), true),
                new Entry.Counted("ana", ROOM, 5, 5, 0),
                new Entry.Broke("kill the broker"),
                new Entry.Restored());
    }
}
