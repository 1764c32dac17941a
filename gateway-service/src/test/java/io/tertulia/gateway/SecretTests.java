package io.tertulia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.tertulia.test.People;
import io.tertulia.test.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A token in an address reaches no log, whatever goes wrong with the request. */
class SecretTests {

    private final GatewayStack stack = GatewayStack.shared();
    private final String token = TestIssuer.shared().token(People.someone("ana"));
    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.tertulia");
    private final ListAppender<ILoggingEvent> log =
            new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    // The MDC is the logging thread's; this takes it now.
                    event.prepareForDeferredProcessing();
                    super.append(event);
                }
            };

    @BeforeEach
    void listen() {
        ours.setLevel(Level.DEBUG);
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        ours.setLevel(null);
    }

    @Test
    void keepsTokensOutOfItsLogs() {
        stack.sockets.behave(FakeSockets.echo());
        TestSocket.open(stack, "/ws/chat/1/?token=" + token).closeNow();
        stack.sockets.behave(FakeSockets.refuse(403));
        upgrade("/ws/chat/1/?token=" + token);
        stack.sockets.behave((_, response) -> response.status(204).send());
        upgrade("/ws/chat/1/?token=" + token);
        stack.sockets.behave(
                (request, _) -> {
                    request.withConnection(connection -> connection.dispose());
                    return reactor.core.publisher.Mono.never();
                });
        upgrade("/ws/chat/1/?token=" + token);
        upgrade("/ws/chat/1/?token=" + token + "x");
        upgrade("/ws/chat/1/;a?token=" + token);
        upgrade("/ws/nothing/?token=" + token);
        upgrade("/ws/chat/%zz/?token=" + token);
        upgrade("/ws/chat/1/?token=" + token + "&x=" + "y".repeat(9000));
        RawConnection.get(stack, "/ws/chat/1/?token=" + token);
        RawConnection.get(stack, "/api/v1/chat/rooms/?token=" + token);
        stack.get("/api/v1/chat/rooms/", "Cookie", "access_token=" + token);

        assertThat(lines()).anyMatch(line -> line.contains("/ws/chat/1/"));
        assertThat(lines()).noneMatch(line -> line.contains(token.substring(0, 60)));
    }

    @Test
    void namesTheRequestInItsLog() {
        stack.get("/nothing", "X-Request-Id", "find-me");

        // It is written after the answer has gone.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(log.list).anyMatch(SecretTests::isOfTheRequest));
    }

    private static boolean isOfTheRequest(ILoggingEvent event) {
        return "find-me".equals(event.getMDCPropertyMap().get("request_id"));
    }

    private void upgrade(String target) {
        RawConnection.upgrade(stack, target);
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(
                        event ->
                                event.getFormattedMessage()
                                        + (event.getThrowableProxy() == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(
                                                        event.getThrowableProxy())))
                .toList();
    }
}
