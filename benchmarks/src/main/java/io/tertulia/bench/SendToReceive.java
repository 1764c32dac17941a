package io.tertulia.bench;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures from the moment at which a message was due to be sent to its arrival at another socket,
 * through the gateway, with every message stored. A late sender counts as delay (no coordinated
 * omission). Arguments: {@code http://localhost:8080 [messages a second] [seconds]}.
 */
public final class SendToReceive {

    private static final int WARM_UP_SECONDS = 5;
    private static final String PADDING = "x".repeat(80);

    private final Histogram microseconds = new ConcurrentHistogram(60_000_000, 3);
    private final URI gateway;
    private final int rate;
    private final int seconds;

    private SendToReceive(URI gateway, int rate, int seconds) {
        this.gateway = gateway;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Prints one line with the percentiles in milliseconds; fails where a message is missing. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        new SendToReceive(
                        URI.create(given.isEmpty() ? "http://localhost:8080" : given.get(0)),
                        given.size() > 1 ? Integer.parseInt(given.get(1)) : 50,
                        given.size() > 2 ? Integer.parseInt(given.get(2)) : 30)
                .measure();
    }

    private void measure() throws Exception {
        Account sender = Account.register(gateway);
        Account receiver = Account.register(gateway);
        String room =
                sender.post(
                                "/api/v1/chat/rooms/",
                                Map.of(
                                        "name", "bench",
                                        "room_type", "group",
                                        "participants", List.of(receiver.username())))
                        .get("id")
                        .asString();
        int messages = rate * (WARM_UP_SECONDS + seconds);
        var arrived = new CountDownLatch(messages);
        WebSocket in = open(receiver, room, new Arrivals(arrived, rate * WARM_UP_SECONDS));
        WebSocket out = open(sender, room, new Arrivals(new CountDownLatch(0), messages));
        send(out, messages);
        if (!arrived.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(arrived.getCount() + " messages did not arrive");
        }
        report();
        in.abort();
        out.abort();
    }

    private void send(WebSocket socket, int messages) {
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String frame =
                    "{\"action\":\"send_message\",\"content\":\"%d %s\"}".formatted(due, PADDING);
            socket.sendText(frame, true).join();
        }
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "send to receive at %d/s for %d s: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms,"
                        + " p99.9 %.2f ms, max %.2f ms (%d messages, none lost)%n",
                rate,
                seconds,
                microseconds.getValueAtPercentile(50) / 1000.0,
                microseconds.getValueAtPercentile(90) / 1000.0,
                microseconds.getValueAtPercentile(99) / 1000.0,
                microseconds.getValueAtPercentile(99.9) / 1000.0,
                microseconds.getMaxValue() / 1000.0,
                microseconds.getTotalCount());
    }

    private WebSocket open(Account account, String room, WebSocket.Listener listener) {
        String base = gateway.toString().replaceFirst("^http", "ws");
        return Account.HTTP
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + account.token())
                .buildAsync(URI.create("%s/ws/chat/%s/".formatted(base, room)), listener)
                .join();
    }

    /** Counts messages and records the delay of those after the warm-up. */
    private final class Arrivals implements WebSocket.Listener {

        private final CountDownLatch arrived;
        private final StringBuilder text = new StringBuilder();
        private int ignored;

        Arrivals(CountDownLatch arrived, int ignored) {
            this.arrived = arrived;
            this.ignored = ignored;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            long now = System.nanoTime();
            text.append(data);
            if (last) {
                record(text.toString(), now);
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void record(String frame, long now) {
            if (!frame.startsWith("{\"type\":\"message\"")) {
                return;
            }
            if (ignored > 0) {
                ignored--;
            } else {
                String content = Account.JSON.readTree(frame).at("/data/content").asString();
                long due = Long.parseLong(content.substring(0, content.indexOf(' ')));
                microseconds.recordValue(Math.max(0, (now - due) / 1000));
            }
            arrived.countDown();
        }
    }
}
