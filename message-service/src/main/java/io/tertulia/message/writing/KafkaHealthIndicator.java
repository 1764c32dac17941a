package io.tertulia.message.writing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Readiness: Kafka answers. */
final class KafkaHealthIndicator extends AbstractHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaHealthIndicator(Admin admin) {
        super("Kafka does not answer");
        this.admin = admin;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        int brokers =
                admin.describeCluster(options)
                        .nodes()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .size();
        builder.up().withDetail("brokers", brokers);
    }
}
