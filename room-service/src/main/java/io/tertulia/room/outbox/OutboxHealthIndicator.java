package io.tertulia.room.outbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Liveness: what is pending is looked after. Without the sweeper the events of a room would stay
 * behind for ever after an outage, and only a restart brings it back.
 */
@Component("outboxHealthIndicator")
final class OutboxHealthIndicator implements HealthIndicator {

    private final OutboxSweeper sweeper;

    OutboxHealthIndicator(OutboxSweeper sweeper) {
        this.sweeper = sweeper;
    }

    @Override
    public Health health() {
        return sweeper.isDead() ? Health.down().build() : Health.up().build();
    }
}
