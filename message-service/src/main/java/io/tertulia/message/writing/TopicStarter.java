package io.tertulia.message.writing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics before anything that reads them starts: whoever waits for replies starts at
 * the end of its partition, and a partition that appears later may hold replies before that end.
 * Where Kafka is away the service starts all the same, and the writer tries again.
 */
final class TopicStarter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicStarter.class);

    private final TopicCreator topics;
    private volatile boolean isRunning;

    TopicStarter(TopicCreator topics) {
        this.topics = topics;
    }

    @Override
    public void start() {
        if (!topics.getAsBoolean()) {
            LOG.warn("The topics are not all there yet; the writer goes on trying");
        }
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
