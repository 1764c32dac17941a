package io.tertulia.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/** Many sockets that connect at once, while the realtime service takes its time. */
class HerdTests {

    private static final int LOOPS = LoopResources.DEFAULT_IO_WORKER_COUNT;
    private static final int COMERS = 10 * LOOPS;
    private static final String STATUS = "HTTP/1.1 xxx";

    private final String token = TestIssuer.shared().token(People.someone("ana"));
    private final List<Comer> comers = new ArrayList<>();

    @Test
    void onlyAFewReachTheServiceAtATimeAndNobodyElseWaits() throws IOException {
        var mayAnswer = Sinks.<Void>empty();
        try (var stack =
                new GatewayStack(
                        "chat.gateway.turnstile.under-way=1",
                        "chat.gateway.turnstile.waiting=2",
                        "chat.gateway.turnstile.longest-wait=60s")) {
            stack.sockets.behave(FakeSockets.echoAfter(mayAnswer.asMono()));
            for (int i = 0; i < COMERS; i++) {
                comers.add(new Comer(stack, token));
            }

            // Three find a place on each loop; how they spread over the loops is not ours to say.
            await().atMost(30, SECONDS)
                    .until(
                            () ->
                                    answered("503") >= COMERS - 3 * LOOPS
                                            && stack.sockets.count() > 0);
            assertThat(stack.sockets.count()).isLessThanOrEqualTo(LOOPS);
            assertThat(
                            stack.get("/api/v1/chat/rooms/", "Authorization", "Bearer " + token)
                                    .statusCode())
                    .as("a request that is no upgrade")
                    .isEqualTo(200);

            mayAnswer.tryEmitEmpty();
            await().atMost(30, SECONDS).until(() -> answered("503") + answered("101") == COMERS);
            assertThat(stack.sockets.count()).isEqualTo((int) answered("101"));

            comers.forEach(Comer::close);
        }
    }

    private long answered(String status) {
        return comers.stream().filter(comer -> comer.status().equals(status)).count();
    }

    /** A client that has asked for a socket. */
    private static final class Comer {

        private final Socket socket;
        private String status = "";

        Comer(GatewayStack stack, String token) throws IOException {
            socket = RawConnection.open(stack, "/ws/chat/3f1c/", "Authorization: Bearer " + token);
        }

        /** Empty as long as there is no answer. */
        String status() {
            try {
                if (status.isEmpty() && socket.getInputStream().available() >= STATUS.length()) {
                    byte[] line = socket.getInputStream().readNBytes(STATUS.length());
                    status = new String(line, ISO_8859_1).substring(STATUS.indexOf('x'));
                }
                return status;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
