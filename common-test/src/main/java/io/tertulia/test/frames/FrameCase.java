package io.tertulia.test.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Bytes that a client sends after the upgrade, and what must come of them.
 *
 * @param writes each is a write of its own
 */
public record FrameCase(String name, List<byte[]> writes, Outcome outcome) {

    private static final byte[] PROOF_OF_LIFE =
            WireFrame.text("{\"action\":\"ping\",\"client_id\":\"still alive\"}");

    /** What must come of it. */
    public sealed interface Outcome {

        /** The server closes with one of these codes. */
        record Closes(Set<Integer> codes) implements Outcome {}

        /** A text frame with these parts comes, and the socket lives on. */
        record Answers(List<String> parts) implements Outcome {}

        /** Nothing needs to come, and the socket lives on. */
        record Lives() implements Outcome {}

        /** The client says no more, in the middle of a frame; the connection ends. */
        record Ends() implements Outcome {}
    }

    static FrameCase closes(String name, int code, byte[]... writes) {
        return new FrameCase(name, List.of(writes), new Outcome.Closes(Set.of(code)));
    }

    static FrameCase answers(String name, List<String> parts, byte[]... writes) {
        return new FrameCase(name, List.of(writes), new Outcome.Answers(parts));
    }

    static FrameCase lives(String name, byte[]... writes) {
        return new FrameCase(name, List.of(writes), new Outcome.Lives());
    }

    /** The answer is an error with that code and detail, and the socket lives on. */
    static FrameCase errs(String name, String code, String detail, String json) {
        return answers(
                name,
                List.of("\"error\"", "\"code\":\"" + code + "\"", detail),
                WireFrame.text(json));
    }

    /**
     * Sends it on a socket that is ready, and checks what comes of it.
     *
     * @throws AssertionError if that is something else
     */
    public void play(WireSocket socket) {
        for (byte[] write : writes) {
            var _ = socket.write(write);
        }
        switch (outcome) {
            case Outcome.Closes(Set<Integer> codes) -> expectClose(socket, codes);
            case Outcome.Answers(List<String> parts) -> {
                String answer = socket.awaitText(parts.getFirst());
                for (String part : parts) {
                    if (!answer.contains(part)) {
                        throw new AssertionError(
                                "%s: %s is not in %s".formatted(name, part, answer));
                    }
                }
                expectLife(socket);
            }
            case Outcome.Lives() -> expectLife(socket);
            case Outcome.Ends() -> expectEnd(socket);
        }
    }

    private void expectClose(WireSocket socket, Set<Integer> codes) {
        int code = socket.awaitClose();
        if (!codes.contains(code)) {
            throw new AssertionError("%s: closed with %d, not %s".formatted(name, code, codes));
        }
    }

    private static void expectLife(WireSocket socket) {
        var _ = socket.write(PROOF_OF_LIFE);
        var _ = socket.awaitText("\"ack\"", "still alive");
    }

    private static void expectEnd(WireSocket socket) {
        socket.endWriting();
        try {
            socket.awaitEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
