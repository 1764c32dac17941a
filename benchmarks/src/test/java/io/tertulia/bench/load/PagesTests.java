package io.tertulia.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.bench.load.Pages.Read;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PagesTests {

    private static final Duration TIME = Duration.ofMillis(100);
    private static final String PAGE = "[" + "{\"seq\":1},".repeat(50) + "]";
    private static final String SHORT_PAGE = "[" + "{\"seq\":1},".repeat(49) + "]";

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    PagesTests() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    @Test
    void readsPagesWithALength() throws IOException {
        Read read = read(withLength("200 OK", PAGE));

        assertThat(read.wrong()).isZero();
        assertThat(read.latencyMicros().getTotalCount()).isPositive().isEqualTo(requests.size());
        assertThat(read.seconds()).isGreaterThanOrEqualTo(0.1);
    }

    @Test
    void readsPagesInChunksThatCutItemsInTwo() throws IOException {
        var answer = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < PAGE.length(); from += 17) {
            String chunk = PAGE.substring(from, Math.min(from + 17, PAGE.length()));
            answer.append("%x\r\n%s\r\n".formatted(chunk.length(), chunk));
        }

        Read read = read(answer.append("0\r\n\r\n").toString());

        assertThat(read.wrong()).isZero();
        assertThat(read.latencyMicros().getTotalCount()).isPositive();
    }

    @Test
    void countsPagesThatAreNotFullAndAnswersThatAreNone() throws IOException {
        Read tooShort = read(withLength("200 OK", SHORT_PAGE));
        int requestsBefore = requests.size();
        assertThat(tooShort.wrong()).isPositive().isEqualTo(requestsBefore);
    }

    @Test
    void countsAnswersThatAreNoPages() throws IOException {
        assertThat(read(withLength("429 Too Many Requests", PAGE)).wrong())
                .isPositive()
                .isEqualTo(requests.size());
    }

    @Test
    void asksWithTheTokenForPlacesThatHaveAFullPageBefore() throws IOException {
        read(withLength("200 OK", PAGE));

        assertThat(requests)
                .allMatch(request -> request.contains("Authorization: Bearer secret"))
                .allSatisfy(
                        request ->
                                assertThat(
                                                Integer.parseInt(
                                                        request.replaceFirst(
                                                                "(?s)GET /page/(\\d+) .*", "$1")))
                                        .isBetween(51, 99));
    }

    @Test
    void failsWhereTheServerHangsUp() {
        var _ =
                threads.submit(
                        () -> {
                            listener.accept().close();
                            return true;
                        });

        assertThatThrownBy(() -> pages().read(1, TIME)).isInstanceOf(IOException.class);
    }

    private static String withLength(String status, String body) {
        return "HTTP/1.1 %s\r\ncontent-length: %d\r\n\r\n%s".formatted(status, body.length(), body);
    }

    private Read read(String answer) throws IOException {
        for (int i = 0; i < 2; i++) {
            var _ = threads.submit(() -> serve(listener.accept(), answer));
        }
        return pages().read(2, TIME);
    }

    private Pages pages() {
        return new Pages(listener.getLocalPort(), "secret", "/page/", 100);
    }

    private Void serve(Socket socket, String answer) throws IOException {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String request = head(in); !request.isEmpty(); request = head(in)) {
                requests.add(request);
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        }
        return null;
    }

    private static String head(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }
}
