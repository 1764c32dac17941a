package io.tertulia.room.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.tertulia.room.store.StoreFixtures;
import io.tertulia.test.Servers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class OutboxHealthIndicatorTests {

    private static final OutboxProperties PROPERTIES =
            new OutboxProperties(
                    1,
                    1,
                    10,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5));

    /** A clock that breaks what asks it, as only an Error does. */
    private static final class Breaking extends Clock {

        private volatile boolean isBroken;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (isBroken) {
                throw new StackOverflowError("made on purpose");
            }
            return Clock.systemUTC().instant();
        }
    }

    @Test
    void isDownOnceTheSweeperHasDied() {
        MongoDatabase database = StoreFixtures.database();
        var instance = new OutboxInstance(database, Servers.kafka());
        var clock = new Breaking();
        var sweeper =
                new OutboxSweeper(
                        StoreFixtures.rooms(database),
                        instance.outbox,
                        instance.publisher,
                        PROPERTIES,
                        clock);
        var indicator = new OutboxHealthIndicator(sweeper);
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        sweeper.start();
        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

        clock.isBroken = true;

        await().until(() -> indicator.health().getStatus(), Status.DOWN::equals);
        sweeper.stop();
        instance.stop();
    }
}
