package io.tertulia.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Compares a room with many participants and messages with a new small one, in one run and request
 * by request in turn, so that whatever else the machine does weighs on both alike. Arguments:
 * {@code http://localhost:8080 [participants] [messages] [samples]}.
 *
 * <p>Ten thousand people register in a quarter of an hour with the product's presets, which make
 * that slow on purpose. Start it for this measurement with
 *
 * <pre>
 * CHAT_GATEWAY_LIMITS_LOGINS_PERSECOND=10000 CHAT_GATEWAY_LIMITS_LOGINS_BURST=10000 \
 * CHAT_IDENTITY_ACCOUNTS_HASHSTRENGTH=4 TERTULIA_HEAP=3g ./tertulia up --data ./bench-data
 * </pre>
 */
public final class LargeRoom {

    private static final int AT_ONCE = 8;
    private static final int SENDERS = 32;
    private static final int PAGE = 50;
    private static final int WARM_UP = 50;
    private static final String BEFORE = "new, alone";
    private static final String BESIDE = "new, beside";
    private static final String LARGE = "large";

    private final URI gateway;
    private final int participants;
    private final int messages;
    private final int samples;
    private final Timings timings = new Timings();

    private LargeRoom(URI gateway, int participants, int messages, int samples) {
        this.gateway = gateway;
        this.participants = participants;
        this.messages = messages;
        this.samples = samples;
    }

    /** Prints a table of p50 / p99 in milliseconds; fails where a request is refused. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        new LargeRoom(
                        URI.create(given.isEmpty() ? "http://localhost:8080" : given.get(0)),
                        number(given, 1, 10_000),
                        number(given, 2, 100_000),
                        number(given, 3, 300))
                .measure();
    }

    private static int number(List<String> given, int place, int preset) {
        return given.size() > place ? Integer.parseInt(given.get(place)) : preset;
    }

    private void measure() throws Exception {
        int others = participants - SENDERS - 1;
        List<String> people =
                timed(
                        "registering %d people".formatted(others),
                        () -> new Crowd(AT_ONCE).take(others, _ -> Account.registerOnly(gateway)));
        Room small = Room.create(register(), register(), senders(1), List.of());
        fill(small, PAGE);
        sample(Map.of("warm-up", small), WARM_UP);
        timings.clear();
        sample(Map.of(BEFORE, small), samples);

        // The guest is the last one that fits.
        Account owner = register();
        Account guest = register();
        List<Account> senders = senders(SENDERS);
        Room large =
                timed(
                        "creating a room of %d people".formatted(participants - 1),
                        () -> Room.create(owner, guest, senders, people.subList(0, others - 1)));
        fill(large, messages);
        var both = new LinkedHashMap<String, Room>();
        both.put(BESIDE, small);
        both.put(LARGE, large);
        sample(both, samples);
        System.out.println(timings.table(BEFORE, BESIDE, LARGE));
    }

    private Account register() throws Exception {
        return Account.register(gateway);
    }

    private List<Account> senders(int many) throws Exception {
        var senders = new ArrayList<Account>();
        for (int i = 0; i < many; i++) {
            senders.add(register());
        }
        return senders;
    }

    private void fill(Room room, int many) throws Exception {
        timed(
                "sending %d messages".formatted(many),
                () -> {
                    room.fill(many);
                    return many;
                });
    }

    private void sample(Map<String, Room> rooms, int times) throws Exception {
        var requests = new LinkedHashMap<String, Map<String, Timings.Request>>();
        for (var room : rooms.entrySet()) {
            requests.put(room.getKey(), room.getValue().requests());
        }
        for (int i = 0; i < times; i++) {
            for (String kind : requests.values().iterator().next().keySet()) {
                for (var place : requests.entrySet()) {
                    timings.time(
                            kind,
                            place.getKey(),
                            Objects.requireNonNull(place.getValue().get(kind)));
                }
            }
        }
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        System.out.printf(Locale.ROOT, "%s took %.1f s%n", what, (System.nanoTime() - start) / 1e9);
        return result;
    }
}
