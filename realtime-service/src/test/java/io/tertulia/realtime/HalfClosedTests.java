package io.tertulia.realtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.User;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that stops ends its side of each connection: the clients behind it are still there. */
@Timeout(60)
class HalfClosedTests extends RealtimeTest {

    /** A close frame with 1012 and a text of digits at the end of what came. */
    private static final Pattern LAST_WORD =
            Pattern.compile("\u0088[\u0003-\u0007]\u0003\u00f4([0-9]{1,5})$", Pattern.DOTALL);

    private final User alice = People.someone("Alice");
    private final MiniRoom room = messages.room(alice);

    @Test
    void tellsClientsBehindAStoppingGatewayWhenToComeBackEachAtItsOwnMoment() throws IOException {
        Set<String> delays = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            try (Socket gateway = upgrade()) {
                String seen = readUntil(gateway, "\"ready\"");
                gateway.shutdownOutput();

                seen += new String(gateway.getInputStream().readAllBytes(), ISO_8859_1);
                Matcher lastWord = LAST_WORD.matcher(seen);
                assertThat(lastWord.find()).as("a close frame at the end of %s", seen).isTrue();
                assertThat(Integer.parseInt(lastWord.group(1))).isBetween(0, 10_000);
                delays.add(lastWord.group(1));
            }
        }
        assertThat(delays).hasSizeGreaterThan(4);
    }

    @Test
    void endsAConnectionThatHasNoMoreToSayBeforeItIsASocket() throws IOException {
        try (var half = new Socket(InetAddress.getLoopbackAddress(), port())) {
            half.setSoTimeout(5_000);
            half.getOutputStream().write("GET /ws/chat/ HTTP/1.1\r\n".getBytes(ISO_8859_1));
            half.shutdownOutput();

            String answer = new String(half.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).matches("(HTTP/1.1 400 [\\s\\S]*)?");
        }
    }

    private Socket upgrade() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        String request =
                String.join(
                        "\r\n",
                        "GET /ws/chat/%s/ HTTP/1.1".formatted(room.id()),
                        "Host: 127.0.0.1",
                        "Authorization: Bearer " + TestIssuer.shared().token(alice),
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "");
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }

    private static String readUntil(Socket socket, String mark) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(mark) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("more after %s", seen).isNotNegative();
            seen.append((char) next);
        }
        return seen.toString();
    }
}
