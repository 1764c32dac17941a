package io.tertulia.bench.systems;

import io.tertulia.bench.Account;
import io.tertulia.bench.Crowd;
import io.tertulia.bench.load.Dialogue;
import io.tertulia.bench.load.Dialogue.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Tertulia on a data folder of its own, started by {@code ./tertulia up} with all that is embedded,
 * as long runs should be: with the optimising compiler and a heap for what is stored. Limits are
 * raised where all load comes from one address or one person here.
 */
public final class Tertulia implements Subject {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final long ASK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int AT_ONCE = 16;
    private static final String MANY = "1000000";
    private static final Map<String, String> LIMITS =
            Map.of(
                    "CHAT_GATEWAY_LIMITS_REQUESTS_PERSECOND", MANY,
                    "CHAT_GATEWAY_LIMITS_REQUESTS_BURST", MANY,
                    "CHAT_GATEWAY_LIMITS_LOGINS_PERSECOND", MANY,
                    "CHAT_GATEWAY_LIMITS_LOGINS_BURST", MANY,
                    "CHAT_IDENTITY_ACCOUNTS_HASHSTRENGTH", "4");

    private final Path data;
    private final Process process;
    private final int port;
    private final List<Account> people = new ArrayList<>();

    private Tertulia(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param script {@code ./tertulia}
     * @param environment of its own, beside the limits
     * @param options of {@code up}
     */
    public static Tertulia start(Path script, Map<String, String> environment, List<String> options)
            throws IOException {
        int port = freePort();
        Path data = Files.createTempDirectory("tertulia-bench");
        var command = new ArrayList<>(List.of(script.toString(), "up"));
        command.addAll(
                List.of(
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.resolve("data").toString()));
        command.addAll(options);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("output").toFile());
        builder.environment().putAll(LIMITS);
        builder.environment().putAll(environment);
        var started = new Tertulia(data, builder.start(), port);
        started.awaitReady();
        return started;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                process.destroy();
                throw new IOException("Tertulia is not ready; see " + data);
            }
            LockSupport.parkNanos(ASK_EVERY_NANOS);
        }
    }

    private boolean isReady() {
        var request =
                HttpRequest.newBuilder(gateway().resolve("/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI gateway() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** Where the instances of a service listen, as {@code ./tertulia status} would tell. */
    public List<URI> instances(String service) throws IOException {
        try (Stream<String> parts = Files.lines(data.resolve("data").resolve("running"))) {
            return parts.map(part -> part.split(" ", -1))
                    .filter(words -> words[0].startsWith(service))
                    .map(words -> URI.create(words[2]))
                    .toList();
        }
    }

    /**
     * So many people, the same ones each time, who are registered when they are first asked for.
     */
    public List<Account> people(int count) throws IOException {
        try {
            people.addAll(
                    new Crowd(AT_ONCE)
                            .take(
                                    Math.max(0, count - people.size()),
                                    _ -> Account.register(gateway())));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return List.copyOf(people.subList(0, count));
    }

    /** So many people whom nobody has asked for before. */
    public List<Account> strangers(int count) throws IOException {
        int known = people.size();
        return people(known + count).subList(known, known + count);
    }

    @Override
    public Dialogue dialogue() {
        return new ChatDialogue();
    }

    @Override
    public ProcessTree processes() {
        return new ProcessTree(List.of(process.pid()));
    }

    @Override
    public boolean isOneOrder() {
        return true;
    }

    @Override
    public List<Seat> seats(int rooms, int members) throws IOException {
        return seats(rooms, members, people(rooms * members));
    }

    /**
     * The same for people of one's choice: as many in each room, who take its places in turn where
     * there are more places than people.
     */
    public List<Seat> seats(int rooms, int places, List<Account> all) throws IOException {
        int people = all.size() / rooms;
        var seats = new ArrayList<Seat>();
        for (int room = 0; room < rooms; room++) {
            List<Account> ofRoom = all.subList(room * people, (room + 1) * people);
            String id = room(ofRoom);
            for (int place = 0; place < places; place++) {
                seats.add(seat(room, id, place, ofRoom.get(place % people)));
            }
        }
        return seats;
    }

    /** A place in a room that is there already. */
    public Seat seat(int room, String id, int place, Account account) {
        return new Seat(room, place, port, "/ws/chat/" + id + "/", account.token());
    }

    /** A new group of people, the first of whom makes it; its id. */
    public String room(List<Account> members) throws IOException {
        List<String> others = members.stream().skip(1).map(Account::id).toList();
        var room = Map.of("name", "bench", "room_type", "group", "participant_ids", others);
        try {
            return members.getFirst().post("/api/v1/chat/rooms/", room).get("id").asString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** What was measured counts, also where the folder cannot be deleted. */
    @Override
    public void close() {
        List<ProcessHandle> parts = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                parts.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("    " + data + " is left behind: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
