package io.tertulia.message;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait: more than a busy machine needs, since only a failure waits to the end. */
public final class Patience {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONG_ENOUGH);
    }
}
