package io.tertulia.room.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DirectChatsTests {

    private static final UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    @Test
    void namesTheSameRoomWhoeverAsks() {
        assertThat(DirectChats.id(ONE, OTHER)).isEqualTo(DirectChats.id(OTHER, ONE));
        assertThat(DirectChats.id(ONE, UUID.randomUUID())).isNotEqualTo(DirectChats.id(ONE, OTHER));
    }

    @Test
    void neverNamesAnotherRoomThanItOnceDid() {
        // Written down once: with another value, every pair would lose its chat.
        assertThat(DirectChats.id(ONE, OTHER)).hasToString("8394a870-b492-5410-9999-f82645029df0");
        assertThat(DirectChats.id(ONE, OTHER).version()).isEqualTo(5);
        assertThat(DirectChats.id(ONE, OTHER).variant()).isEqualTo(2);
    }
}
