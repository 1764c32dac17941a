package io.tertulia.guarantees.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts programs of the local stack, with the options that {@code ./tertulia} gives them.
 *
 * @param jar of the module local-stack, with what it needs beside it
 */
public record Launcher(Path jar) {

    private static final String SERVERS = "io.tertulia.stack.ServerProcess";

    /** {@code ./tertulia up}, with a heap for what a long run stores in one process. */
    Process up(Path output, List<String> options) {
        var command = java("-Xmx2g");
        Path cache = jar.resolveSibling("tertulia.aot");
        if (Files.exists(cache)) {
            command.addAll(
                    List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        command.addAll(List.of("-jar", jar.toString(), "up"));
        command.addAll(options);
        return start(command, output);
    }

    /** The embedded database alone; it keeps all that a long run stores in its heap. */
    Process database(Path output, Path folder, int port) {
        var command = java("-Xmx4g");
        command.addAll(
                List.of(
                        "-Dtertulia.log=" + output,
                        "-cp",
                        jar.toString(),
                        SERVERS,
                        "mongo",
                        folder.toString(),
                        Integer.toString(port)));
        return start(command, output);
    }

    private static List<String> java(String... heap) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(Arrays.asList(heap));
        return command;
    }

    private static Process start(List<String> command, Path output) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
