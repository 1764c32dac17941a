package io.tertulia.presence.wiring;

import com.mongodb.MongoException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/** Prepares what is {@link Preparable}: once before anything is consumed, then until it is done. */
@Component
public class Preparation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private volatile List<Preparable> undone;
    private volatile boolean isRunning;

    Preparation(List<Preparable> preparables) {
        this.undone = List.copyOf(preparables);
    }

    /** Whether all is prepared. */
    public boolean isDone() {
        return undone.isEmpty();
    }

    /** Tries what has not worked yet. Called by one thread at a time: at start, then scheduled. */
    void prepare() {
        undone = undone.stream().filter(preparable -> !isPrepared(preparable)).toList();
    }

    private static boolean isPrepared(Preparable preparable) {
        try {
            preparable.prepare();
            return true;
        } catch (MongoException | KafkaException | IllegalStateException e) {
            LOG.warn("Not prepared yet, it is tried again: {}", e.toString());
            return false;
        }
    }

    @Override
    public void start() {
        prepare();
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

    /** Before the consumers, which start last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
