package io.tertulia.guarantees.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Sends signals to a process and to its children, and to no other. */
final class Signals {

    private static final long PATIENCE_SECONDS = 5;

    private final ProcessHandle own;

    /**
     * Signals for one process tree.
     *
     * @param own a process that this program started
     */
    Signals(ProcessHandle own) {
        this.own = own;
    }

    /** SIGKILL. */
    void kill(long pid) {
        require(pid).destroyForcibly();
    }

    /** SIGTERM. */
    void terminate(long pid) {
        require(pid).destroy();
    }

    /** SIGSTOP. */
    void stop(long pid) {
        send("-STOP", require(pid));
    }

    /** SIGCONT; harmless for one that has ended. */
    void go(long pid) {
        ProcessHandle.of(pid).filter(this::isOwn).ifPresent(handle -> send("-CONT", handle));
    }

    private ProcessHandle require(long pid) {
        return ProcessHandle.of(pid)
                .filter(this::isOwn)
                .orElseThrow(() -> new NotThere("No process of ours has the number " + pid));
    }

    private boolean isOwn(ProcessHandle handle) {
        return handle.equals(own) || handle.parent().filter(own::equals).isPresent();
    }

    private static void send(String signal, ProcessHandle to) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(to.pid())).start();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
