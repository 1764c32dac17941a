package io.tertulia.realtime.protocol;

/** How frames are written for a socket: its dialect, and whether they must name their room. */
public enum FrameStyle {
    /** In this dialect every frame names its room. */
    ACTIONS,
    SIGNALS,
    /** For a socket of all rooms. */
    SIGNALS_NAMING_ROOM;

    /** The style of a socket of one room. */
    public static FrameStyle ofOneRoom(Dialect dialect) {
        return switch (dialect) {
            case ACTIONS -> ACTIONS;
            case SIGNALS -> SIGNALS;
        };
    }

    /** The style of a socket of all rooms. */
    public static FrameStyle ofAllRooms(Dialect dialect) {
        return switch (dialect) {
            case ACTIONS -> ACTIONS;
            case SIGNALS -> SIGNALS_NAMING_ROOM;
        };
    }
}
