package io.tertulia.room.outbox;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Whether Kafka answers. */
@Component("kafkaHealthIndicator")
class KafkaHealthIndicator extends AbstractHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaAdmin settings;
    private @Nullable Admin admin;

    KafkaHealthIndicator(KafkaAdmin settings) {
        super("Kafka does not answer");
        this.settings = settings;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        int timeout = Math.toIntExact(PATIENCE.toMillis());
        String cluster =
                admin().describeCluster(new DescribeClusterOptions().timeoutMs(timeout))
                        .clusterId()
                        .get(timeout, TimeUnit.MILLISECONDS);
        builder.up().withDetail("cluster", cluster);
    }

    /** One client for all checks, made at the first: its address may not resolve before. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.getConfigurationProperties());
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
