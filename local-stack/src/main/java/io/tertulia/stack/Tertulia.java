package io.tertulia.stack;

import io.tertulia.local.ServerDidNotStart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The program behind {@code ./tertulia up}: starts all parts, says when a message could go end to
 * end, and stops all of them when asked.
 */
public final class Tertulia {

    private final Console console;

    private Tertulia(Console console) {
        this.console = console;
    }

    /**
     * {@code up OPTIONS} runs until the process is asked to end; {@code train OPTIONS} starts all,
     * holds one conversation and ends, for the JVM to learn from. Exit status 1 where something
     * must change first.
     */
    public static void main(String[] arguments) {
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var console = new Console(out, Clock.systemUTC());
        try {
            new Tertulia(console).run(Arrays.asList(arguments));
        } catch (CannotStart | ServerDidNotStart e) {
            console.say("tertulia: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException | IOException e) {
            LoggerFactory.getLogger(Tertulia.class).error("Tertulia could not start", e);
            console.say(
                    "tertulia: it could not start: %s. The log has the details: ./tertulia logs"
                            .formatted(rootOf(e).getMessage()));
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        }
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "up" -> {
                start(UpOptions.parse(rest), false);
                // Ends with the process: its parts may all live elsewhere.
                new CountDownLatch(1).await();
            }
            case "train" -> {
                int port = new Ports().free();
                start(UpOptions.parse(rest).onPort(port), true);
                new FirstConversation(port).hold();
                System.exit(0);
            }
            default -> throw new CannotStart("It is started by ./tertulia; see its --help.");
        }
    }

    /** Returns when all is ready. */
    private void start(UpOptions options, boolean isTraining) {
        Ports.requireFree(options.port());
        DataFolder data = DataFolder.open(options.data());
        // Before the first logger: one log for all, and no service sets it up its own way.
        System.setProperty("tertulia.log", data.log("tertulia").toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Stack stack =
                options.separate()
                        ? new SeparateProcesses(options, data, console, isTraining)
                        : new OneProcess(options, data, console);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    console.say("Stopping");
                                    stack.close();
                                    data.close();
                                },
                                "stop"));
        new DiskWatch(data::freeBytes, data.root().toString(), this::stopFor).start();
        stack.start();
        console.say(
                "Tertulia is ready after %.1f s: http://localhost:%d"
                        .formatted(console.seconds(), options.port()));
    }

    /** Stops everything in good order, by the hook. */
    private void stopFor(String reason) {
        console.say("tertulia: " + reason);
        System.exit(1);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
