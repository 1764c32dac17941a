package io.tertulia.realtime.sockets;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.realtime.protocol.CloseReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the sockets that the server closes, by reason. */
public final class SocketMetrics {

    private final Map<CloseReason, Counter> closes = new EnumMap<>(CloseReason.class);

    public SocketMetrics(MeterRegistry meters) {
        for (CloseReason reason : CloseReason.values()) {
            closes.put(
                    reason,
                    Counter.builder("chat.realtime.closes")
                            .description("Sockets closed by the server")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void onClosed(CloseReason reason) {
        Counter counter = closes.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
