package io.tertulia.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another JVM on the class path of the tests, whose main class says where its server listens. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final String address;

    private ChildJvm(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the main class with the folder as its argument and waits for {@link #announce}. */
    public static ChildJvm start(Class<?> main, Path folder) throws IOException {
        return start(main, folder, List.of());
    }

    /**
     * The same, where no file may grow beyond so many kilobytes: what a full disk does to whoever
     * writes, and any shell can do it.
     */
    public static ChildJvm startWithFilesUpTo(int kilobytes, Class<?> main, Path folder)
            throws IOException {
        return start(
                main,
                folder,
                List.of("bash", "-c", "ulimit -f %d; exec \"$@\"".formatted(kilobytes), "bash"));
    }

    private static ChildJvm start(Class<?> main, Path folder, List<String> before)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("address");
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("child.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
        return new ChildJvm(process, Files.readString(file));
    }

    /** For the child: tells the parent where its server listens. */
    public static void announce(Path folder, String address) throws IOException {
        Path draft = Files.writeString(folder.resolve("address.draft"), address);
        Files.move(draft, folder.resolve("address"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** For the child: ends only when it is killed. */
    public static void waitForTheEnd() throws InterruptedException {
        Thread.currentThread().join();
    }

    public String address() {
        return address;
    }

    /** Waits until it ends by itself; what it has said by then. */
    public String awaitEnd(Path folder) throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        return Files.readString(folder.resolve("child.log"));
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
