package io.tertulia.bench.systems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be measured. */
public enum Candidate {
    TERTULIA("Tertulia, one process"),
    TERTULIA_SEPARATE("Tertulia, separate processes"),
    FLOOR("floor in C, nothing stored"),
    FLOOR_JOIN("floor in C, joining a round"),
    SOCKETIO("Socket.IO, PostgreSQL"),
    SOCKETIO_TWO("Socket.IO, two processes"),
    SOCKETIO_NO_STORE("Socket.IO, nothing stored"),
    CHANNELS("Django Channels, one Daphne"),
    CHANNELS_TWO("Django Channels, two Daphnes");

    // As an operator would for a long run: the presets are for a fast start and little memory.
    private static final String OPTIMISING = "-XX:TieredStopAtLevel=4";
    private static final Map<String, String> LONG_RUN =
            Map.of(
                    "TERTULIA_JAVA_OPTS",
                    OPTIMISING
                            + " -XX:-UseSerialGC -XX:+UseParallelGC -Xms2g -Xmn400m"
                            + " -XX:MaxTenuringThreshold=1",
                    "TERTULIA_HEAP",
                    "4g");
    private static final Map<String, String> LONG_RUN_SEPARATE =
            Map.of("TERTULIA_JAVA_OPTS", OPTIMISING + " -Xms256m -Xmx2g -Xmn100m");

    private static final int OWN_FILES = 1500;

    private final String title;

    Candidate(String title) {
        this.title = title;
    }

    /** Its name on the command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** Whether it is ours, and has more than sockets. */
    public boolean isTertulia() {
        return this == TERTULIA || this == TERTULIA_SEPARATE;
    }

    /**
     * How much faster than it is measured afterwards a system is driven while it warms up: at a
     * moderate rate a JVM would take many minutes to have compiled what matters.
     */
    public int warmingFactor() {
        return isTertulia() ? 5 : 1;
    }

    /**
     * How many sockets it can hold here, where a process may open so many files and no more: a
     * gateway has two for each, and the service behind it a third.
     */
    public int mostSockets() throws IOException {
        int ofASocket =
                switch (this) {
                    case TERTULIA -> 3;
                    case TERTULIA_SEPARATE -> 2;
                    default -> 1;
                };
        int openFiles =
                Files.readAllLines(Path.of("/proc/self/limits")).stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .mapToInt(line -> Integer.parseInt(line.split(" +", -1)[3]))
                        .findFirst()
                        .orElse(Integer.MAX_VALUE);
        return (openFiles - OWN_FILES) / ofASocket;
    }

    /**
     * Finds one by its option.
     *
     * @throws IllegalArgumentException that names all, if there is no such
     */
    public static Candidate of(String option) {
        return Arrays.stream(values())
                .filter(each -> each.option().equals(option))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no system \"%s\"; there are %s"
                                                .formatted(option, options())));
    }

    private static String options() {
        return Arrays.stream(values()).map(Candidate::option).collect(Collectors.joining(", "));
    }

    /**
     * Starts it.
     *
     * @param home where {@code ./tertulia} and {@code benchmarks/peers} are
     */
    public Subject start(Path home) throws IOException {
        Path peers = home.resolve("benchmarks").resolve("peers");
        return switch (this) {
            case TERTULIA, TERTULIA_SEPARATE -> startTertulia(home);
            case FLOOR -> Peer.start(peers, PeerDialogue.FLOOR, List.of());
            case FLOOR_JOIN -> Peer.start(peers, PeerDialogue.FLOOR, List.of("--join"));
            case SOCKETIO -> Peer.start(peers, PeerDialogue.SOCKET_IO, List.of());
            case SOCKETIO_TWO -> Peer.start(peers, PeerDialogue.SOCKET_IO, List.of("--two"));
            case SOCKETIO_NO_STORE ->
                    Peer.start(peers, PeerDialogue.SOCKET_IO, List.of("--no-store"));
            case CHANNELS -> Peer.start(peers, PeerDialogue.CHANNELS, List.of());
            case CHANNELS_TWO -> Peer.start(peers, PeerDialogue.CHANNELS, List.of("--two"));
        };
    }

    private Tertulia startTertulia(Path home) throws IOException {
        return this == TERTULIA
                ? Tertulia.start(home.resolve("tertulia"), LONG_RUN, List.of())
                : Tertulia.start(
                        home.resolve("tertulia"), LONG_RUN_SEPARATE, List.of("--separate"));
    }

    /**
     * Starts ours with its presets, as {@code ./tertulia up} does by itself.
     *
     * @param more options of {@code up}
     */
    public Tertulia startWithPresets(Path home, String... more) throws IOException {
        var options = new ArrayList<>(this == TERTULIA ? List.of() : List.of("--separate"));
        options.addAll(List.of(more));
        return Tertulia.start(home.resolve("tertulia"), Map.of(), options);
    }
}
