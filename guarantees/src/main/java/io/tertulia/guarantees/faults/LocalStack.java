package io.tertulia.guarantees.faults;

import java.io.IOException;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A Tertulia that this program started with {@code up}, on a data folder of its own. Which process
 * is which it learns from the note that {@code up} leaves there.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final long ASK_EVERY_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final Launcher launcher;
    private final Path folder;
    private final List<String> options;
    private final int port;
    private volatile Process process;

    /**
     * A part of the stack.
     *
     * @param name for instance {@code message-service-2}
     * @param addresses where it listens: the first for HTTP, if it is a service; realtime-service's
     *     second one is for sockets
     */
    public record Part(String name, long pid, List<String> addresses) {}

    private LocalStack(Launcher launcher, Path folder, List<String> options) throws IOException {
        this.launcher = launcher;
        this.folder = folder;
        this.port = freePort();
        this.options = new ArrayList<>(options);
        this.options.addAll(List.of("--port", Integer.toString(port), "--data", data().toString()));
        this.process = launch();
    }

    /** Begins to start one. */
    public static LocalStack start(Launcher launcher, Path folder, List<String> options)
            throws IOException {
        return new LocalStack(launcher, folder, options);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Process launch() {
        return launcher.up(folder.resolve("up.out"), options);
    }

    public URI gateway() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where the instances of realtime-service take sockets. */
    public List<URI> realtime() {
        return parts("realtime-service").stream()
                .filter(part -> part.addresses().size() > 1)
                .map(part -> URI.create(part.addresses().get(1)))
                .toList();
    }

    /** Where Kafka's clients connect. */
    public String kafka() {
        return parts("kafka").stream()
                .map(part -> part.addresses().getFirst())
                .collect(Collectors.joining(","));
    }

    /** All parts that the note names; empty while there is none. */
    List<Part> parts() {
        try {
            return Files.readAllLines(data().resolve("running")).stream()
                    .map(line -> line.split(" ", -1))
                    .filter(words -> words.length > 2)
                    .map(LocalStack::part)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Part part(String[] words) {
        return new Part(
                words[0],
                Long.parseLong(words[1]),
                List.of(Arrays.copyOfRange(words, 2, words.length)));
    }

    /** The instances of a part. */
    List<Part> parts(String kind) {
        return parts().stream()
                .filter(part -> part.name().replaceFirst("-[0-9]+$", "").equals(kind))
                .toList();
    }

    /** Signals for the process itself and for its parts. */
    Signals signals() {
        return new Signals(process.toHandle());
    }

    long pid() {
        return process.pid();
    }

    /** Starts again after its process ended, on the same data and the same port. */
    void startAgain() throws InterruptedException {
        process.waitFor();
        process = launch();
    }

    /**
     * Waits until the gateway says that all services are ready.
     *
     * @throws IOException if that takes too long, or the process ended
     */
    public void awaitReady() throws IOException {
        await("the stack", () -> isReady(gateway().toString()));
    }

    /** Waits until every instance of every service is ready. */
    public void awaitAllReady() throws IOException {
        awaitReady();
        for (Part part : parts()) {
            if (part.name().contains("-service")) {
                await(part.name(), () -> isReady(part.addresses().getFirst()));
            }
        }
    }

    void await(String what, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                throw new IOException("%s is not ready; see %s".formatted(what, folder));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_EVERY_MILLIS));
        }
    }

    boolean isReady(String address) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/actuator/health/readiness"))
                            .timeout(ANSWER_WITHIN)
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends all of it at once: nothing of it is needed any more. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().collect(Collectors.toList());
        process.destroyForcibly();
        // Whatever it started meanwhile, as the parent that watches them is gone from here on.
        all.addAll(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        http.close();
    }
}
