package io.tertulia.bench.systems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processes with all their descendants, as Linux accounts for them in {@code /proc} (proc(5)):
 * times of the children that have ended are in their parent's.
 */
public final class ProcessTree {

    // USER_HZ, which is 100 on every Linux that Java runs on.
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int TIMES = 4;

    /** How HotSpot calls its compilers' threads. */
    private static final Pattern COMPILER = Pattern.compile("^C[12] Compiler");

    private final List<Long> roots;

    /** Those that the roots have started count, too. */
    public ProcessTree(List<Long> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The process that asks, with those that it has started. */
    public static ProcessTree ofThisProcess() {
        return new ProcessTree(List.of(ProcessHandle.current().pid()));
    }

    /** Of the process that asks, without those that it has started. */
    public static double ownCpuSeconds() {
        return ticks(ProcessHandle.current().pid(), 2) / TICKS_PER_SECOND;
    }

    private List<Long> pids() {
        var pids = new ArrayList<Long>();
        for (long root : roots) {
            ProcessHandle.of(root)
                    .ifPresent(
                            handle ->
                                    Stream.concat(Stream.of(handle), handle.descendants())
                                            .map(ProcessHandle::pid)
                                            .forEach(pids::add));
        }
        return pids;
    }

    /** Time on a processor so far, user's and kernel's, in seconds. */
    public double cpuSeconds() {
        return pids().stream().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    private static double cpuSeconds(long pid) {
        return ticks(pid, TIMES) / TICKS_PER_SECOND;
    }

    /** The part of it that JVMs took to compile, by those of their threads that are there now. */
    public double compilerCpuSeconds() {
        return pids().stream().mapToDouble(ProcessTree::compilerCpuSeconds).sum();
    }

    private static double compilerCpuSeconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.filter(thread -> COMPILER.matcher(read(thread.resolve("comm"))).find())
                            .mapToDouble(thread -> ticks(thread, 2))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static double ticks(long pid, int fields) {
        return ticks(Path.of("/proc", Long.toString(pid)), fields);
    }

    /** The sum of so many fields: user's, kernel's, and the same of children that have ended. */
    private static double ticks(Path process, int fields) {
        String stat = read(process.resolve("stat"));
        // The name may hold anything, but ends with the last parenthesis.
        String[] all = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        double ticks = 0;
        for (int i = UTIME; i < UTIME + fields && i < all.length; i++) {
            ticks += Long.parseLong(all[i]);
        }
        return ticks;
    }

    /** Memory that is theirs alone or shared among them, in bytes: proportional set size. */
    public long memoryBytes() {
        return pids().stream().mapToLong(ProcessTree::memoryBytes).sum();
    }

    private static long memoryBytes(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .sum();
    }

    /** Nothing of a process that has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
