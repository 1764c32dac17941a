package io.tertulia.local.kafka;

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Held while a broker starts. Kafka answers some failures then by ending the process; whoever
 * embeds it wants an exception instead. Once the last broker has started, Kafka's own way is back,
 * with a word on the reason: a broker that has lost its disk must not go on.
 */
final class ExitGuard implements AutoCloseable {

    // Kafka's exit procedure is one per process, so the count of its users is too. The class's
    // monitor guards both: the nodes of a cluster start at the same time.
    private static int held;

    private ExitGuard() {}

    static synchronized ExitGuard hold() {
        if (held == 0) {
            Exit.setExitProcedure(ExitGuard::refuse);
            Exit.setHaltProcedure(ExitGuard::refuse);
        }
        held++;
        return new ExitGuard();
    }

    private static void refuse(int status, @Nullable String message) {
        throw new IllegalStateException("Kafka wanted to end the process: " + message);
    }

    /**
     * Ends the process as a SIGKILL would, so that nothing is written any more by half. The reason
     * goes to the error output: the log may be on the same disk.
     */
    private static void halt(int status, @Nullable String message) {
        System.err.printf(
                "Kafka cannot write its data any more%s. Make room on the disk of the data folder,"
                        + " or make it writable, and start again: nothing acknowledged is lost.%n",
                message == null ? "" : " (" + message + ")");
        Runtime.getRuntime().halt(status);
    }

    @Override
    public void close() {
        release();
    }

    private static synchronized void release() {
        held--;
        if (held == 0) {
            Exit.resetExitProcedure();
            Exit.setHaltProcedure(ExitGuard::halt);
        }
    }
}
