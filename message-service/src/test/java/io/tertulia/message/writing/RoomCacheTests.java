package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.log.SendersCollection.Sent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomCacheTests {

    private static final Sent THREE = new Sent(7, 3);

    private final RoomCache cache = new RoomCache(2);
    private final UUID room = UUID.randomUUID();
    private final RoomUser ana = new RoomUser(room, UUID.randomUUID());

    private static LogState left(UUID room, long seq, Map<RoomUser, Sent> sent) {
        return new LogState(
                Map.of(room, new RoomHead(room, seq, seq, null, null)),
                new LogState.Participants(Map.of(), Set.of()),
                Map.of(),
                Map.of(),
                Map.of(),
                sent,
                new LogState.Uploads(Map.of(), Set.of(), Duration.ofHours(1)));
    }

    @Test
    void knowsWhatTheLastBatchLeft() {
        cache.remember(left(room, 7, Map.of(ana, THREE)));
        cache.remember(left(room, 8, Map.of()));

        assertThat(cache.head(room)).isEqualTo(new RoomHead(room, 8, 8, null, null));
        assertThat(cache.sent(ana)).isEqualTo(THREE);
    }

    @Test
    void knowsNothingOfOthers() {
        cache.remember(left(room, 7, Map.of()));

        assertThat(cache.head(UUID.randomUUID())).isNull();
        assertThat(cache.sent(ana)).isNull();
    }

    @Test
    void whoseHeadIsForgottenHasSentNobodyKnowsHowMuch() {
        cache.remember(left(room, 7, Map.of(ana, THREE)));
        cache.remember(left(UUID.randomUUID(), 1, Map.of()));
        cache.remember(left(UUID.randomUUID(), 1, Map.of()));

        assertThat(cache.head(room)).isNull();

        cache.remember(left(room, 9, Map.of()));
        assertThat(cache.sent(ana)).isNull();
    }

    @Test
    void keepsNoMoreSendersOfARoomThanItsBound() {
        cache.remember(left(room, 7, Map.of(ana, THREE)));
        for (int i = 0; i < RoomCache.MOST_SENDERS; i++) {
            cache.remember(left(room, 8 + i, Map.of(new RoomUser(room, UUID.randomUUID()), THREE)));
        }

        assertThat(cache.sent(ana)).isNull();
        assertThat(cache.head(room)).isNotNull();
    }

    @Test
    void forgetsAll() {
        cache.remember(left(room, 7, Map.of(ana, THREE)));
        cache.forget();

        assertThat(cache.head(room)).isNull();
        assertThat(cache.sent(ana)).isNull();
    }
}
