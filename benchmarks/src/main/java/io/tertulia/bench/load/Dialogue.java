package io.tertulia.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * How one talks with a system once the WebSocket is open. Messages of others need no dialogue: they
 * are found by their {@linkplain Marker markers}.
 */
public interface Dialogue {

    /** What a frame that is no message means. */
    sealed interface Heard {
        /** From now on the member is in the room. */
        record Welcome() implements Heard {}

        /** The server wants an answer. */
        record Answer(String text) implements Heard {}

        /** Something that the member asked for is done. */
        record Receipt() implements Heard {}

        /** Something that the member asked for is not done. */
        record Refusal(String text) implements Heard {}

        /** Nothing that matters here. */
        record Nothing() implements Heard {}
    }

    /** Whether the member is in the room from the 101 on, without a word. */
    boolean isWelcomeByUpgrade();

    /**
     * Understands a frame that is no message.
     *
     * @param seat whose socket brought it
     */
    Heard hear(Seat seat, String frame);

    /** The frame that says a content. */
    String say(String content, int number);

    /** A place in a room, and how one gets there. */
    record Seat(int room, int member, int port, String target, @Nullable String token) {}
}
