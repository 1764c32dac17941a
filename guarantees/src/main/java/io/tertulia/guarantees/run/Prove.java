package io.tertulia.guarantees.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The program behind {@code ./tertulia prove}. */
public final class Prove {

    private final Options options;
    private final Consumer<String> console;

    private Prove(Options options, Consumer<String> console) {
        this.options = options;
        this.console = console;
    }

    /**
     * Breaks a Tertulia and checks what its clients saw. Exit status 0 if every promise was kept, 1
     * if one was not, 2 if it could not be found out.
     */
    public static void main(String[] arguments) throws InterruptedException {
        var out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(Prove::endWhatWasStarted, "end"));
        System.exit(run(Arrays.asList(arguments), out::println));
    }

    /** Everything that runs below this process was started by it, stopped or not. */
    private static void endWhatWasStarted() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * The same without ending the process.
     *
     * @return the exit status
     */
    static int run(List<String> arguments, Consumer<String> console) throws InterruptedException {
        try {
            var prove = new Prove(Options.parse(arguments), console);
            return prove.run() ? 0 : 1;
        } catch (Options.BadOption e) {
            console.accept("prove: " + e.getMessage());
            return 2;
        } catch (IOException | RuntimeException e) {
            console.accept("prove: it could not be found out: " + e);
            return 2;
        }
    }

    private boolean run() throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("tertulia-prove");
        console.accept(
                "Seed %d, %d minutes of load; data and logs are in %s"
                        .formatted(options.seed(), options.time().toMinutes(), root));
        var outcomes = new ArrayList<Stage.Outcome>();
        for (Shape shape : options.shapes()) {
            Path folder = Files.createDirectories(root.resolve(shape.title()));
            outcomes.add(new Stage(options, shape, folder, console).run());
        }
        Report.of(outcomes).forEach(console);
        boolean isKept = outcomes.stream().allMatch(Stage.Outcome::isKept);
        if (isKept) {
            delete(root);
            console.accept("Every promise was kept (seed %d).".formatted(options.seed()));
        } else {
            console.accept(
                    "%s (seed %d); histories and logs are in %s."
                            .formatted(whatWentWrong(outcomes), options.seed(), root));
        }
        return isKept;
    }

    private static String whatWentWrong(List<Stage.Outcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> outcome.verdict().isKept())
                ? "No promise was broken, but not everything came back"
                : "A promise was broken";
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
