package io.tertulia.system.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sends requests that no decent client would let anybody write, and reads the answers. One
 * connection for each.
 */
final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);

    private final String host;
    private final int port;

    RawHttp(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Sends a request.
     *
     * @param head request line and headers without the last empty line, Host, Content-Length and
     *     Connection
     * @throws IOException if there is no answer
     */
    AnswerCheck.Seen send(String head, byte[] body) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            write(socket.getOutputStream(), head, body);
            return parse(readAll(socket));
        }
    }

    private void write(OutputStream out, String head, byte[] body) {
        String whole =
                "%s\r\nHost: %s:%d\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(head, host, port, body.length);
        try {
            out.write(whole.getBytes(UTF_8));
            out.write(body);
            out.flush();
        } catch (IOException refusedMeanwhile) {
            // Too much was sent, and the answer came before all of it was: it is read below.
            assert refusedMeanwhile != null;
        }
    }

    private static byte[] readAll(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                all.write(buffer, 0, read);
                read = socket.getInputStream().read(buffer);
            }
        } catch (IOException cut) {
            if (all.size() == 0) {
                throw cut;
            }
        }
        return all.toByteArray();
    }

    private static AnswerCheck.Seen parse(byte[] answer) throws IOException {
        String text = new String(answer, ISO_8859_1);
        int end = text.indexOf(new String(END_OF_HEAD, ISO_8859_1));
        if (end < 0) {
            throw new IOException("no answer: '%s'".formatted(text));
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.putIfAbsent(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(end + END_OF_HEAD.length);
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            body = unchunk(body);
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        return new AnswerCheck.Seen(status, headers, new String(body.getBytes(ISO_8859_1), UTF_8));
    }

    private static String unchunk(String chunked) {
        var body = new StringBuilder();
        int at = 0;
        int size = -1;
        while (size != 0) {
            int line = chunked.indexOf("\r\n", at);
            size = Integer.parseInt(chunked.substring(at, line).split(";", -1)[0].strip(), 16);
            body.append(chunked, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
        return body.toString();
    }
}
