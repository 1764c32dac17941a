package io.tertulia.room.rules;

/**
 * Why a change is refused.
 *
 * @param code stable, for programs
 * @param detail for people
 */
public record Refusal(Kind kind, String code, String detail) {

    /** What kind of answer it makes. */
    public enum Kind {
        /** The room, or the person in it, is not there for whoever asks. */
        UNKNOWN,
        /** Whoever asks may not do this. */
        FORBIDDEN,
        /** Nobody can do this to the room as it is. */
        CONFLICT
    }

    static final Refusal NO_ROOM = unknown("There is no such room.");
    static final Refusal NO_PARTICIPANT = unknown("This person does not take part in the room.");
    static final Refusal STRANGER =
            forbidden("not_a_participant", "You do not take part in this room.");
    static final Refusal PRIVATE =
            forbidden("private_room", "This room is private: its owner or an admin may add you.");

    /** To whoever joins a direct chat, one that does not exist included. */
    public static final Refusal DIRECT_JOIN =
            forbidden("direct_chat", "A direct chat is for its two people only.");

    static final Refusal DIRECT =
            forbidden("direct_chat", "A direct chat belongs to both and stays as it is.");
    static final Refusal DIRECT_LEAVE =
            conflict("direct_chat", "A direct chat cannot be left: it is the same for ever.");
    static final Refusal MODERATORS_ONLY =
            forbidden("forbidden", "Only the owner or an admin of the room may do this.");
    static final Refusal OWNER_ONLY =
            forbidden("forbidden", "Only the owner of the room may do this.");
    static final Refusal OWNER_STAYS =
            forbidden("owner", "Nobody removes the owner; the owner may leave.");
    static final Refusal OWNER_KEEPS_ROLE =
            conflict("owner", "To hand the room over, make somebody else its owner.");
    static final Refusal CLOSED = conflict("room_closed", "This room is closed.");

    /** A room holds as many people as it may. */
    public static Refusal full(int limit) {
        return conflict("room_full", "A room holds at most %d people.".formatted(limit));
    }

    private static Refusal unknown(String detail) {
        return new Refusal(Kind.UNKNOWN, "not_found", detail);
    }

    private static Refusal forbidden(String code, String detail) {
        return new Refusal(Kind.FORBIDDEN, code, detail);
    }

    private static Refusal conflict(String code, String detail) {
        return new Refusal(Kind.CONFLICT, code, detail);
    }
}
