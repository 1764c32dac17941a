package io.tertulia.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** A POST that is in progress: the service reads its body, which is still to come. */
public final class HalfRequest implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader answer;
    private final byte[] body;

    private HalfRequest(int port, String path, String token, String json) {
        try {
            body = json.getBytes(UTF_8);
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            String head =
                    String.join(
                            "\r\n",
                            "POST " + path + " HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Authorization: Bearer " + token,
                            "Content-Type: application/json",
                            "Content-Length: " + body.length,
                            "Expect: 100-continue",
                            "",
                            "");
            socket.getOutputStream().write(head.getBytes(UTF_8));
            String first = answer.readLine();
            if (!"HTTP/1.1 100 ".equals(first)) {
                throw new AssertionError("the service does not read the body: " + first);
            }
            answer.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the head, and waits until the service asks for the body. Another request comes before:
     * the servlet is made by the first, and Tomcat counts a request as in progress only from then
     * on.
     */
    public static HalfRequest begin(int port, String path, String token, String json) {
        askOnce(port);
        return new HalfRequest(port, path, token, json);
    }

    private static void askOnce(int port) {
        try (var first = new Socket(InetAddress.getLoopbackAddress(), port)) {
            first.setSoTimeout(PATIENCE_MILLIS);
            String head =
                    String.join(
                            "\r\n",
                            "GET /actuator/health/liveness HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Connection: close",
                            "",
                            "");
            first.getOutputStream().write(head.getBytes(UTF_8));
            first.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the body. The answer's status. */
    public int finish() {
        try {
            socket.getOutputStream().write(body);
            String line = answer.readLine();
            return line == null ? -1 : Integer.parseInt(line.split(" ", -1)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody new would still be let in. */
    public boolean letsOthersIn() {
        try (var other = new Socket(InetAddress.getLoopbackAddress(), socket.getPort())) {
            return other.isConnected();
        } catch (IOException e) {
            return false;
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
