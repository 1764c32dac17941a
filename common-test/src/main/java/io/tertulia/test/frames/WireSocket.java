package io.tertulia.test.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A WebSocket of which the test writes every byte itself; what the server sends is checked. */
public final class WireSocket implements AutoCloseable {

    /** What a close frame without a code is called. */
    static final int NO_CODE = 1005;

    /** The connection ended without a close frame. */
    static final int BROKEN = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LENGTH_BITS = 0x7F;
    private static final int UNSIGNED_SHORT = 0xFFFF;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private WireSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    /** What the server sent; {@code text} is empty for frames without text. */
    record Seen(int opcode, int code, String text) {
        boolean isEnd() {
            return opcode == WireFrame.CLOSE;
        }
    }

    /**
     * Opens a socket on this machine.
     *
     * @param headers lines of the upgrade request beyond those that it needs
     * @throws IllegalStateException if the upgrade is refused
     */
    public static WireSocket open(int port, String path, String... headers) {
        try {
            var opened = new WireSocket(new Socket(InetAddress.getLoopbackAddress(), port));
            opened.shakeHands(port, path, headers);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shakeHands(int port, String path, String... headers) throws IOException {
        var request =
                new StringBuilder("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(path, port))
                        .append("Connection: Upgrade\r\nUpgrade: websocket\r\n")
                        .append("Sec-WebSocket-Version: 13\r\n")
                        .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        write(request.append("\r\n").toString().getBytes(ISO_8859_1));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            close();
            throw new IllegalStateException("refused: " + answer);
        }
    }

    /** Writes bytes; false if the server has ended the connection. */
    public boolean write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that nothing more will be written. */
    void endWriting() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long to wait for a frame from now on. */
    void patience(Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame; the end of the connection looks like a close frame with {@link #BROKEN}. */
    Seen next() {
        try {
            int first = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
            return seen(first, payload);
        } catch (EOFException | SocketException e) {
            return new Seen(WireFrame.CLOSE, BROKEN, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length(int second) throws IOException {
        int marker = second & LENGTH_BITS;
        if (marker != second) {
            throw new IOException("a server masks nothing");
        }
        if (marker == WireFrame.MEDIUM) {
            return in.readUnsignedShort();
        }
        return marker == WireFrame.LARGE ? Math.toIntExact(in.readLong()) : marker;
    }

    private static Seen seen(int first, byte[] payload) throws IOException {
        int opcode = first & ~WireFrame.FIN;
        return switch (opcode) {
            case WireFrame.TEXT -> new Seen(opcode, 0, strict(payload));
            case WireFrame.PING, WireFrame.PONG -> new Seen(opcode, 0, "");
            case WireFrame.CLOSE ->
                    payload.length == 0
                            ? new Seen(opcode, NO_CODE, "")
                            : new Seen(
                                    opcode,
                                    ByteBuffer.wrap(payload).getShort() & UNSIGNED_SHORT,
                                    strict(Arrays.copyOfRange(payload, 2, payload.length)));
            default -> throw new IOException("the server sent a frame of kind " + first);
        };
    }

    /** Malformed UTF-8 of the server's is an error, too. */
    private static String strict(byte[] text) throws IOException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the server sent no text: " + Arrays.toString(text), e);
        }
    }

    /** Reads on until a text frame has all these parts; fails if the socket closes first. */
    public String awaitText(String... parts) {
        while (true) {
            Seen seen = next();
            if (seen.isEnd()) {
                throw new AssertionError(
                        "closed with %d %s before %s"
                                .formatted(seen.code(), seen.text(), Arrays.toString(parts)));
            }
            boolean isIt =
                    seen.opcode() == WireFrame.TEXT
                            && Arrays.stream(parts).allMatch(seen.text()::contains);
            if (isIt) {
                return seen.text();
            }
        }
    }

    /** The texts that came before the server closed, and what it closed with. */
    public record Rest(List<String> texts, int code, String reason) {}

    /** Reads on until the server closes. */
    public Rest readToTheEnd() {
        var texts = new ArrayList<String>();
        Seen seen = next();
        while (!seen.isEnd()) {
            if (seen.opcode() == WireFrame.TEXT) {
                texts.add(seen.text());
            }
            seen = next();
        }
        return new Rest(texts, seen.code(), seen.text());
    }

    /** Reads on until the server closes; the code. */
    int awaitClose() {
        Seen seen = next();
        while (!seen.isEnd()) {
            seen = next();
        }
        return seen.code();
    }

    /** Writes as long as that is possible; the code that the server closes with. */
    public int flood(List<byte[]> writes) {
        for (byte[] write : writes) {
            if (!write(write)) {
                break;
            }
        }
        return awaitClose();
    }

    /** Reads on until the connection has ended. */
    void awaitEnd() throws IOException {
        InputStream rest = in;
        while (rest.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
