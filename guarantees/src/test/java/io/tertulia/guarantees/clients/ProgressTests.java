package io.tertulia.guarantees.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private final Progress progress = new Progress();

    @Test
    void movesOnlyWhenEveryRoomDoes() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        progress.begin(one, 0);
        progress.begin(other, 0);

        progress.acknowledgedMessage(one, 10);
        assertThat(progress.isMovingSince(5)).isFalse();

        progress.acknowledgedMessage(other, 6);
        assertThat(progress.isMovingSince(5)).isTrue();
        assertThat(progress.isMovingSince(6)).isFalse();
    }

    @Test
    void whatWasTriedBeforeAFaultShowsNothing() {
        UUID room = UUID.randomUUID();
        progress.begin(room, 0);
        progress.acknowledgedMessage(room, 9);
        progress.acknowledgedMessage(room, 3);

        assertThat(progress.isMovingSince(8)).isTrue();
        assertThat(progress.counts().acknowledged()).isEqualTo(2);
    }
}
