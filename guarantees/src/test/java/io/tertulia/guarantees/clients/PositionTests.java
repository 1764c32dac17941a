package io.tertulia.guarantees.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTests {

    private final Position position = new Position();

    @Test
    void growsWithoutHoles() {
        position.begin(3);
        position.add(4);
        position.add(6);

        assertThat(position.upTo()).isEqualTo(4);
        assertThat(position.hasHole()).isTrue();

        position.add(5);

        assertThat(position.upTo()).isEqualTo(6);
        assertThat(position.hasHole()).isFalse();
    }

    @Test
    void repeatsChangeNothing() {
        position.begin(0);
        position.add(1);
        position.add(1);
        position.add(0);

        assertThat(position.upTo()).isEqualTo(1);
        assertThat(position.hasHole()).isFalse();
    }

    @Test
    void beginsOnce() {
        assertThat(position.upTo()).isEqualTo(-1);

        position.begin(5);
        position.begin(9);

        assertThat(position.upTo()).isEqualTo(5);
    }
}
