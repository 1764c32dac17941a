package io.tertulia.bench.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessTreeTests {

    @Test
    void readsTheProcessThatAsks() {
        ProcessTree own = ProcessTree.ofThisProcess();

        assertThat(own.memoryBytes()).isGreaterThan(10_000_000);
        assertThat(own.cpuSeconds()).isPositive();
    }

    @Test
    void readsAProcessTogetherWithItsChild() throws IOException {
        Process shell = shell("cat; true");
        try {
            Awaitility.await().until(() -> shell.descendants().count() == 1);
            long child = shell.descendants().findFirst().orElseThrow().pid();

            long both = tree(shell.pid()).memoryBytes();

            assertThat(tree(child).memoryBytes()).isPositive().isLessThan(both);
        } finally {
            end(shell);
        }
    }

    @Test
    void countsTheTimeOfChildrenThatHaveEnded() throws IOException {
        Process shell =
                shell("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; cat; true");
        try {
            Awaitility.await().until(() -> tree(shell.pid()).cpuSeconds() > 0.02);
            Awaitility.await().until(() -> shell.descendants().anyMatch(ProcessTreeTests::isCat));

            assertThat(tree(shell.pid()).cpuSeconds()).isGreaterThan(0.02);
        } finally {
            end(shell);
        }
    }

    private static boolean isCat(ProcessHandle handle) {
        return handle.info().command().orElse("").endsWith("cat");
    }

    @Test
    void findsNothingOfAProcessThatHasEnded() throws IOException, InterruptedException {
        Process ended = shell("true");
        assertThat(ended.waitFor()).isZero();

        assertThat(tree(ended.pid()).memoryBytes()).isZero();
        assertThat(tree(ended.pid()).cpuSeconds()).isZero();
    }

    @Test
    void knowsWhatTheCompilersOfAJvmTook() throws IOException {
        Process shell = shell("cat");
        try {
            assertThat(tree(shell.pid()).compilerCpuSeconds()).isZero();
            assertThat(ProcessTree.ofThisProcess().compilerCpuSeconds())
                    .isPositive()
                    .isLessThan(ProcessTree.ofThisProcess().cpuSeconds());
        } finally {
            end(shell);
        }
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    private static ProcessTree tree(long pid) {
        return new ProcessTree(List.of(pid));
    }

    private static void end(Process shell) {
        shell.descendants().forEach(ProcessHandle::destroy);
        shell.destroy();
    }
}
