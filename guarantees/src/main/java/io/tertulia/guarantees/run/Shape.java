package io.tertulia.guarantees.run;

import io.tertulia.guarantees.faults.FaultKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a stack under test is put together, and what can be broken of it. */
enum Shape {
    TWO_OF_EACH(
            0.5,
            2,
            List.of(
                    "--separate",
                    "--with",
                    "message=2",
                    "--with",
                    "realtime=2",
                    "--with",
                    "room=2",
                    "--with",
                    "presence=2",
                    "--with",
                    "identity=2"),
            List.of(
                    FaultKind.KILL_MESSAGE,
                    FaultKind.KILL_UNPUBLISHED,
                    FaultKind.KILL_REALTIME,
                    FaultKind.KILL_GATEWAY,
                    FaultKind.KILL_BROKER,
                    FaultKind.KILL_DATABASE,
                    FaultKind.PAUSE_WRITER,
                    FaultKind.PAUSE_OTHER,
                    FaultKind.RESTART,
                    FaultKind.KILL_ROOM,
                    FaultKind.KILL_PRESENCE,
                    FaultKind.KILL_IDENTITY,
                    FaultKind.DUPLICATES,
                    FaultKind.RECONNECT,
                    FaultKind.ELSEWHERE,
                    FaultKind.REPEAT_ALL)),

    /** Nobody comes and goes here: a database that loses a membership does not get it again. */
    CLUSTER(
            0.3,
            0,
            List.of(
                    "--separate",
                    "--with",
                    "kafka=3",
                    "--with",
                    "message=2",
                    "--with",
                    "realtime=2"),
            List.of(
                    FaultKind.LOSE_BROKER,
                    FaultKind.SLOW_DATABASE,
                    FaultKind.DATABASE_AWAY,
                    FaultKind.RESTORE_DATABASE,
                    FaultKind.DUPLICATES,
                    FaultKind.RECONNECT,
                    FaultKind.ELSEWHERE,
                    FaultKind.REPEAT_ALL)),

    ONE_PROCESS(
            0.2,
            2,
            List.of(),
            List.of(
                    FaultKind.KILL_ALL,
                    FaultKind.PAUSE_ALL,
                    FaultKind.DUPLICATES,
                    FaultKind.RECONNECT,
                    FaultKind.REPEAT_ALL));

    private final double share;
    private final int visitors;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() makes what cannot be changed.
    private final List<String> options;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<FaultKind> faults;

    Shape(double share, int visitors, List<String> options, List<FaultKind> faults) {
        this.share = share;
        this.visitors = visitors;
        this.options = options;
        this.faults = faults;
    }

    /** Which part of a run's time it gets. */
    double share() {
        return share;
    }

    /** Rooms with somebody who comes and goes. */
    int visitors() {
        return visitors;
    }

    /** Of {@code ./tertulia up}. */
    List<String> options() {
        return options;
    }

    List<FaultKind> faults() {
        return faults;
    }

    /** For instance {@code two-of-each}, as it is named on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The shape of a title. */
    static Optional<Shape> titled(String title) {
        return Arrays.stream(values()).filter(shape -> shape.title().equals(title)).findFirst();
    }
}
