package io.tertulia.guarantees.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTests {

    private final Process own = start("sleep 60 & wait");

    @AfterEach
    void end() {
        own.descendants().forEach(ProcessHandle::destroyForcibly);
        own.destroyForcibly();
    }

    @Test
    void killsAChildOfItsProcess() {
        ProcessHandle child = child();

        new Signals(own.toHandle()).kill(child.pid());

        Awaitility.await().until(() -> !child.isAlive());
    }

    @Test
    void touchesNoProcessOfAnybodyElse() {
        Process other = start("exec sleep 60");
        try {
            assertThatThrownBy(() -> new Signals(own.toHandle()).kill(other.pid()))
                    .isInstanceOf(NotThere.class);
            assertThatThrownBy(() -> new Signals(own.toHandle()).stop(other.pid()))
                    .isInstanceOf(NotThere.class);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatIsStoppedDoesNotEndUntilItGoesOn() throws InterruptedException {
        Process sleeper = start("exec sleep 60");
        try {
            var signals = new Signals(sleeper.toHandle());
            signals.stop(sleeper.pid());
            signals.terminate(sleeper.pid());
            assertThat(sleeper.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();

            signals.go(sleeper.pid());

            assertThat(sleeper.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private ProcessHandle child() {
        return Awaitility.await()
                .until(() -> own.children().findFirst(), it -> it.isPresent())
                .orElseThrow();
    }

    private static Process start(String script) {
        try {
            return new ProcessBuilder("sh", "-c", script).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
