package io.tertulia.guarantees.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be broken. */
public enum FaultKind {
    KILL_MESSAGE("SIGKILL a message-service", Lane.MAIN),
    KILL_REALTIME("SIGKILL a realtime-service", Lane.MAIN),
    KILL_UNPUBLISHED("SIGKILL the message-services while no broker moves", Lane.MAIN),
    KILL_GATEWAY("SIGKILL the gateway", Lane.MAIN),
    KILL_BROKER("SIGKILL the broker", Lane.MAIN),
    KILL_DATABASE("SIGKILL the database", Lane.MAIN),
    PAUSE_WRITER("SIGSTOP a message-service, SIGCONT after 9 s", Lane.MAIN),
    PAUSE_OTHER("SIGSTOP another process, SIGCONT after 9 s", Lane.MAIN),
    RESTART("rolling restart of a service", Lane.MAIN),
    LOSE_BROKER("SIGKILL one broker of three", Lane.MAIN),
    SLOW_DATABASE("the database answers 0.2 s late for 6 s", Lane.MAIN),
    DATABASE_AWAY("the database is away, once for a minute", Lane.MAIN),
    RESTORE_DATABASE("the database loses its last 3 s", Lane.MAIN),
    KILL_ALL("SIGKILL the one process", Lane.MAIN),
    PAUSE_ALL("SIGSTOP the one process, SIGCONT after 9 s", Lane.MAIN),
    KILL_ROOM("SIGKILL a room-service", Lane.SIDE),
    KILL_PRESENCE("SIGKILL a presence-service", Lane.SIDE),
    KILL_IDENTITY("SIGKILL an identity-service", Lane.SIDE),
    DUPLICATES("commands appended again by hand", Lane.SIDE),
    RECONNECT("half of the clients reconnect", Lane.SIDE),
    ELSEWHERE("half of the clients go to other instances", Lane.SIDE),
    REPEAT_ALL("senders send everything again", Lane.SIDE);

    private final String meaning;
    private final Lane lane;

    FaultKind(String meaning, Lane lane) {
        this.meaning = meaning;
        this.lane = lane;
    }

    /**
     * Two faults of one lane come one after another, each when the one before is over; the lanes
     * know nothing of each other, so that faults mix.
     */
    public enum Lane {
        MAIN,
        SIDE
    }

    /** In a few words, for people. */
    public String meaning() {
        return meaning;
    }

    public Lane lane() {
        return lane;
    }

    /** For instance {@code kill-message}, as it is named on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a title. */
    public static Optional<FaultKind> titled(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title().equals(title)).findFirst();
    }
}
