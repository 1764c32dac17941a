package io.tertulia.message.writing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Liveness: only a restart brings a dead thread back; trouble that passes is none of its cases. */
final class WriterThreadHealthIndicator implements HealthIndicator {

    private final WriterStatus status;

    WriterThreadHealthIndicator(WriterStatus status) {
        this.status = status;
    }

    @Override
    public Health health() {
        return status.isAlive() ? Health.up().build() : Health.down().build();
    }
}
