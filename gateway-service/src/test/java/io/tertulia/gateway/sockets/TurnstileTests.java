package io.tertulia.gateway.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.tertulia.gateway.problems.ProblemWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Two upgrades may be under way here, and two more may wait, for ten seconds. */
class TurnstileTests {

    private final Turnstiles turnstiles =
            new Turnstiles(
                    new TurnstileProperties(2, 2, Duration.ofSeconds(10), Duration.ofSeconds(5)),
                    new ProblemWriter(new JsonMapper()),
                    new SimpleMeterRegistry());
    private final Lane lane = turnstiles.lane(ImmediateEventExecutor.INSTANCE);

    @Test
    void holdsWhoComesOnTopUntilAnotherHasItsAnswer() {
        EmbeddedChannel first = upgrading();
        EmbeddedChannel second = upgrading();
        EmbeddedChannel third = upgrading();
        EmbeddedChannel fourth = upgrading();
        assertThat(isLetThrough(first)).isTrue();
        assertThat(isLetThrough(second)).isTrue();
        assertThat(isLetThrough(third)).isFalse();

        open(second);
        assertThat(isLetThrough(third)).as("the first that waits").isTrue();
        assertThat(isLetThrough(fourth)).isFalse();

        answer(first, HttpResponseStatus.UNAUTHORIZED);
        assertThat(isLetThrough(fourth)).as("after a refusal").isTrue();
    }

    @Test
    void refusesAtOnceWhoFindsNoPlaceToWait() {
        for (int i = 0; i < 4; i++) {
            upgrading();
        }

        expectRefusal(upgrading());
    }

    @Test
    void refusesWhoHasWaitedForLong() {
        upgrading();
        upgrading();
        EmbeddedChannel waiting = upgrading();

        pass(waiting, 9);
        assertThat(waiting.isOpen()).isTrue();
        pass(waiting, 2);
        expectRefusal(waiting);
        assertThat(isLetThrough(waiting)).isFalse();
    }

    @Test
    void forgetsWhoGoesAwayWhileItWaits() {
        EmbeddedChannel first = upgrading();
        upgrading();
        EmbeddedChannel gone = upgrading();
        EmbeddedChannel last = upgrading();

        var _ = gone.close();
        open(first);

        assertThat(isLetThrough(gone)).isFalse();
        assertThat(isLetThrough(last)).isTrue();
    }

    @Test
    void givesThePlaceOfWhoGoesAwayUnansweredToTheNext() {
        EmbeddedChannel first = upgrading();
        upgrading();
        EmbeddedChannel next = upgrading();

        var _ = first.close();

        assertThat(isLetThrough(next)).isTrue();
    }

    @Test
    void countsAnUpgradeOnceHoweverItsConnectionGoesOn() {
        EmbeddedChannel first = upgrading();
        answer(first, HttpResponseStatus.UNAUTHORIZED);
        ask(first, true);
        open(first);
        var _ = first.writeOutbound(Unpooled.wrappedBuffer(new byte[1]));
        var _ = first.close();

        EmbeddedChannel second = upgrading();
        EmbeddedChannel third = upgrading();
        EmbeddedChannel fourth = upgrading();
        assertThat(isLetThrough(second)).isTrue();
        assertThat(isLetThrough(third)).isTrue();
        assertThat(isLetThrough(fourth)).isFalse();
    }

    @Test
    void letsOtherRequestsPass() {
        for (int i = 0; i < 4; i++) {
            upgrading();
        }
        EmbeddedChannel other = connection();
        ask(other, false);

        assertThat(isLetThrough(other)).isTrue();
    }

    @Test
    void stepsAsideOnceTheTunnelIsOpen() {
        EmbeddedChannel socket = upgrading();
        open(socket);

        assertThat(socket.pipeline().get(Turnstile.class)).isNull();
    }

    private EmbeddedChannel connection() {
        var channel = new EmbeddedChannel(new Turnstile(turnstiles, lane));
        channel.freezeTime();
        return channel;
    }

    private EmbeddedChannel upgrading() {
        EmbeddedChannel channel = connection();
        ask(channel, true);
        return channel;
    }

    private static void ask(EmbeddedChannel channel, boolean isUpgrade) {
        HttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ws/chat/");
        if (isUpgrade) {
            request.headers().set("Upgrade", "WebSocket");
        }
        channel.writeInbound(request, LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** Whether the whole request came out behind; takes it away. */
    private static boolean isLetThrough(EmbeddedChannel channel) {
        return channel.readInbound() instanceof HttpRequest
                && channel.readInbound() instanceof LastHttpContent;
    }

    private static void open(EmbeddedChannel channel) {
        channel.writeOutbound(Unpooled.wrappedBuffer("HTTP/1.1 101 \r\n\r\n".getBytes(UTF_8)));
    }

    private static void answer(EmbeddedChannel channel, HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private static void expectRefusal(EmbeddedChannel channel) {
        FullHttpResponse answer = channel.readOutbound();
        assertThat(answer.status().code()).isEqualTo(503);
        assertThat(answer.headers().getInt("Retry-After")).isBetween(1, 5);
        assertThat(answer.content().toString(UTF_8)).contains("\"code\":\"unavailable\"");
        assertThat(channel.isOpen()).isFalse();
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
