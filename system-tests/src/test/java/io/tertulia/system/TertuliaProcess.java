package io.tertulia.system;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code ./tertulia up} as a process, on a data folder that outlives it. */
public final class TertuliaProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final int port;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Path output;
    private Process process;

    private TertuliaProcess(
            Path data, int port, List<String> options, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.output = data.resolveSibling(data.getFileName() + ".out");
        this.process = launch();
    }

    /** Starts on a fresh data folder and a free port, and waits until it is ready. */
    public static TertuliaProcess up(String... options) {
        return up(Map.of(), options);
    }

    /** The same with some more in its environment. */
    static TertuliaProcess up(Map<String, String> environment, String... options) {
        try {
            return on(
                    Files.createTempDirectory("tertulia-system").resolve("data"),
                    environment,
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on this data folder; its output is beside it. */
    static TertuliaProcess on(Path data, Map<String, String> environment, String... options) {
        var started = new TertuliaProcess(data, freePort(), Arrays.asList(options), environment);
        started.awaitReady();
        return started;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code up} with options that must make it end by itself. */
    static Ended run(List<String> options) throws Exception {
        var command = command();
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        return new Ended(process.exitValue(), output);
    }

    record Ended(int status, String output) {}

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public URI socketUri(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** Where a part listens, by the note that the stack leaves in its data folder. */
    public String addressOf(String part) {
        return noteOf(part)[2];
    }

    /** The port of realtime-service's sockets, which the same note tells after its address. */
    public int socketPort() {
        return URI.create(noteOf("realtime-service")[3]).getPort();
    }

    /** SIGKILL for one part of {@code --separate}. */
    void killPart(String part) {
        long pid = Long.parseLong(noteOf(part)[1]);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** SIGTERM for one part of {@code --separate}. */
    void stopPart(String part) {
        ProcessHandle.of(Long.parseLong(noteOf(part)[1])).orElseThrow().destroy();
    }

    /** The processes of the parts of {@code --separate}, and their parent's. */
    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    /** Waits until it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("did not end within " + STOPPED_WITHIN);
        }
        return process.exitValue();
    }

    /** All that it has said so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL for the process as a whole. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and waits for the end. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop within " + STOPPED_WITHIN);
        }
        return process.exitValue();
    }

    /** Starts again on the same data and port. */
    void restart() {
        process = launch();
        awaitReady();
    }

    void awaitReady() {
        Awaitility.await("tertulia is ready; its output is in " + output)
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .failFast("it ended: " + output, () -> !process.isAlive())
                .until(this::isReady);
    }

    boolean isReady() {
        var request =
                HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        var command = command();
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(options);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        System.getProperty("tertulia.jar", "../local-stack/target/local-stack.jar"),
                        "up"));
    }

    private String[] noteOf(String part) {
        try (var lines = Files.lines(data.resolve("running"))) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(words -> words[0].equals(part))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no part " + part + " is running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
