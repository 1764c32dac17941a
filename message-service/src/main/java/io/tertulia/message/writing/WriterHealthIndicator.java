package io.tertulia.message.writing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Readiness: the writer is in its group and gets on with its commands. */
final class WriterHealthIndicator implements HealthIndicator {

    private final WriterStatus status;

    WriterHealthIndicator(WriterStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        String trouble = status.trouble();
        boolean isUp = status.isAlive() && status.hasJoined() && trouble == null;
        Health.Builder health = isUp ? Health.up() : Health.down();
        health.withDetail("has_joined", status.hasJoined());
        if (trouble != null) {
            health.withDetail("trouble", trouble);
        }
        return health.build();
    }
}
