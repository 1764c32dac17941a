package io.tertulia.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What lets a process start in half the time: its AOT cache, in which a JVM has left what it had
 * loaded and linked (JEP 483). Each kind of process has one of its own, because a cache belongs to
 * one class path.
 *
 * @param folder where the caches are; what has none there starts without
 * @param isTraining whether the processes leave caches instead of using them
 */
record FastStart(Path folder, boolean isTraining) {

    /** The caches beside a jar. */
    static FastStart besideOf(Path jar, boolean isTraining) {
        return new FastStart(jar.resolveSibling("aot"), isTraining);
    }

    /**
     * The JVM's options for a kind of process.
     *
     * @param isTuned whether somebody has given options of his own, which may ask for the
     *     optimising compiler
     */
    List<String> options(String kind, boolean isTuned) {
        Path cache = folder.resolve(kind + ".aot");
        if (isTraining) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        if (!Files.exists(cache)) {
            return List.of();
        }
        return isTuned
                // The training says of each method that C1 was enough, and C2 would believe it.
                ? List.of(use(cache), "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining")
                : List.of(use(cache));
    }

    private static String use(Path cache) {
        return "-XX:AOTCache=" + cache;
    }
}
