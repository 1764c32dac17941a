package io.tertulia.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * A realtime service to the byte: it upgrades, sends the first half of a text, and the rest only
 * when the other side has ended its own; then it says when to come back.
 */
final class RawService implements AutoCloseable {

    /** Of numbers, so that bytes that are missing or in a wrong place are noticed. */
    static final String TEXT =
            IntStream.range(10_000, 20_000).mapToObj(String::valueOf).collect(joining());

    private final ServerSocket listener;
    private final CountDownLatch halves = new CountDownLatch(1);

    RawService() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Waits until the first half is on its way. */
    void awaitHalf() throws InterruptedException {
        halves.await();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException e) {
            halves.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OutputStream out = socket.getOutputStream();
            out.write(upgrade(socket.getInputStream()).getBytes(ISO_8859_1));
            byte[] frame = frame(0x1, TEXT.getBytes(UTF_8));
            out.write(frame, 0, frame.length / 2);
            out.flush();
            halves.countDown();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            out.write(frame, frame.length / 2, frame.length - frame.length / 2);
            out.write(frame(0x8, closing()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] closing() {
        var body = new ByteArrayOutputStream();
        body.write(1012 >> 8);
        body.write(1012 & 0xff);
        body.writeBytes("3250".getBytes(UTF_8));
        return body.toByteArray();
    }

    private static byte[] frame(int opcode, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length & 0xff);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static String upgrade(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        String key = head.toString().replaceAll("(?is).*sec-websocket-key: ([^\r]+).*", "$1");
        try {
            byte[] accept =
                    MessageDigest.getInstance("SHA-1")
                            .digest(
                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                            .getBytes(ISO_8859_1));
            return "HTTP/1.1 101 Switching Protocols\r\n"
                    + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Accept: %s\r\n\r\n"
                            .formatted(Base64.getEncoder().encodeToString(accept));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
