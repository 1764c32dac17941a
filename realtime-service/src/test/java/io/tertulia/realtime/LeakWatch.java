package io.tertulia.realtime;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers the buffers that nobody gave back, so that a test can fail for them. Netty makes it for
 * every kind of buffer: the module's test settings name it, and have every buffer watched.
 */
public final class LeakWatch<T> extends ResourceLeakDetector<T> {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final int LOOKS = 32;

    public LeakWatch(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    public LeakWatch(Class<?> resourceType, int samplingInterval, long maxActive) {
        this(resourceType, samplingInterval);
    }

    /** All leaks so far. */
    static List<String> reports() {
        // A leak shows once its buffer is collected, and the next buffer is made.
        System.gc();
        for (int i = 0; i < LOOKS; i++) {
            Unpooled.directBuffer(1).release();
        }
        return List.copyOf(REPORTS);
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType);
    }
}
