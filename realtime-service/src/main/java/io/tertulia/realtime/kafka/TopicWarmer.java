package io.tertulia.realtime.kafka;

import io.tertulia.events.Topics;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates this service's topics and makes the producer learn those it sends to, again and again
 * until Kafka answers: a start must neither wait for Kafka nor end because it is away.
 */
final class TopicWarmer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWarmer.class);
    private static final long RETRY_MILLIS = 200;
    private static final List<String> SENT_TO =
            List.of(
                    Topics.MESSAGE_COMMANDS.name(),
                    Topics.READ_COMMANDS.name(),
                    Topics.CONNECTIONS.name(),
                    Topics.TYPING.name());

    private final KafkaAdmin admin;
    private final EventPublisher publisher;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(TopicWarmer::thread);

    private volatile boolean isRunning;

    /** Touched by the executor's one thread only. */
    private boolean isCreated;

    TopicWarmer(KafkaAdmin admin, EventPublisher publisher) {
        this.admin = admin;
        this.publisher = publisher;
    }

    @Override
    public void start() {
        isRunning = true;
        var _ = executor.scheduleWithFixedDelay(this::warm, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        isRunning = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void warm() {
        isCreated = isCreated || create();
        // All are asked in every round, so that the producer asks for all of them at once.
        long known = SENT_TO.stream().filter(publisher::knows).count();
        if (isCreated && known == SENT_TO.size()) {
            LOG.info("Kafka has all topics that are sent to");
            executor.shutdown();
        }
    }

    private boolean create() {
        try {
            return admin.initialize();
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("Kafka does not create this service's topics yet: {}", e.getMessage());
            return false;
        }
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("topic-warmer").unstarted(work);
    }
}
