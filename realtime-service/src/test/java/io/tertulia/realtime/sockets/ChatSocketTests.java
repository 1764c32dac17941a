package io.tertulia.realtime.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.events.User;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.protocol.CloseReason;
import io.tertulia.realtime.protocol.Dialect;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Goal: what waits for a client is bounded, given back, and looked after; by refcounts. */
class ChatSocketTests {

    private static final long TOKEN_ENDS = Duration.ofMinutes(10).toMillis();

    private final ManualClock clock = new ManualClock();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SocketProperties properties = properties();
    private final ChatSocket socket = socket(channel);

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(properties.port()).isEqualTo(8086);
        assertThat(properties.outbox().toKilobytes()).isEqualTo(1_024);
        assertThat(properties.maxFrame().toBytes()).isEqualTo(65_536);
        assertThat(properties.pingEvery()).isEqualTo(Duration.ofSeconds(25));
        assertThat(properties.silence()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void keepsTheTokenOutOfItsText() {
        assertThat(socket.visitor().toString()).doesNotContain("secret");
    }

    @Test
    void passesOnWhatWaitedWhenTheClientReadsAgain() {
        makeUnwritable();
        ByteBuf frame = frame(100);
        socket.sendShared(frame);
        var drained = socket.whenDrained();
        assertThat(drained).isNotDone();

        setWritable(true);
        socket.onWritable();

        assertThat(drained).isDone();
        channel.releaseOutbound();
        assertThat(frame.refCnt()).isZero();
    }

    @Test
    void closesAndGivesEverythingBackWhenTooMuchWaits() {
        makeUnwritable();
        ByteBuf first = frame(700_000);
        ByteBuf second = frame(700_000);
        socket.sendShared(first);
        socket.sendShared(second);

        assertThat(socket.isOpen()).isFalse();
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
        assertThat(closeFrame()).isEqualTo(CloseReason.TOO_SLOW.code());
        ByteBuf late = frame(10);
        socket.sendShared(late);
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void givesBackWhatWaitsWhenTheConnectionIsGone() {
        makeUnwritable();
        ByteBuf frame = frame(100);
        socket.sendShared(frame);
        socket.onGone();

        assertThat(frame.refCnt()).isZero();
        channel.releaseOutbound();
    }

    @Test
    void pingsAndThenClosesASilentClient() {
        clock.pass(Duration.ofSeconds(26));
        socket.tick(clock.millis());
        Object ping = channel.readOutbound();
        assertThat(ping).isInstanceOf(PingWebSocketFrame.class);
        socket.onHeard(clock.millis());
        clock.pass(Duration.ofSeconds(20));
        socket.tick(clock.millis());
        Object nothing = channel.readOutbound();
        assertThat(nothing).isNull();

        clock.pass(Duration.ofSeconds(41));
        socket.tick(clock.millis());
        assertThat(closeFrame()).isEqualTo(1001);
    }

    @Test
    void closesWhenTheTokenEnds() {
        clock.pass(Duration.ofMillis(TOKEN_ENDS));
        socket.onHeard(clock.millis());
        socket.tick(clock.millis());

        assertThat(closeFrame()).isEqualTo(4401);
    }

    @Test
    void endsTheConnectionWhenTheClientNeverAnswersTheClosing() {
        socket.close(CloseReason.RESTARTING, "250");
        assertThat(channel.isActive()).isTrue();

        channel.advanceTimeBy(6, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isActive()).isFalse();
        channel.releaseOutbound();
    }

    @Test
    void takesNobodyForSlowBecauseOfWhatIsNotFlushed() {
        for (int i = 0; i < 300; i++) {
            socket.sendShared(frame(16_000));
        }

        assertThat(socket.isOpen()).isTrue();
        socket.flush();
        channel.releaseOutbound();
    }

    @Test
    void endsTheConnectionOfAClientThatClosesButReadsNoMore() {
        var stuck = new EmbeddedChannel(new NeverWritten());
        var closing = socket(stuck);
        closing.onClientCloses(new CloseWebSocketFrame(1000, "bye"));
        stuck.runPendingTasks();
        assertThat(stuck.isActive()).isTrue();

        stuck.advanceTimeBy(6, TimeUnit.SECONDS);
        stuck.runScheduledPendingTasks();

        assertThat(stuck.isActive()).isFalse();
    }

    private int closeFrame() {
        channel.flush();
        Object last = null;
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            last = out;
        }
        assertThat(last).isInstanceOf(CloseWebSocketFrame.class);
        var close = (CloseWebSocketFrame) last;
        int code = close.statusCode();
        close.release();
        return code;
    }

    private void makeUnwritable() {
        setWritable(false);
        assertThat(channel.isWritable()).isFalse();
    }

    private void setWritable(boolean isWritable) {
        Objects.requireNonNull(channel.unsafe().outboundBuffer())
                .setUserDefinedWritability(1, isWritable);
    }

    private static ByteBuf frame(int bytes) {
        return Unpooled.buffer(bytes).writeZero(bytes);
    }

    private static SocketProperties properties() {
        return new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("chat.realtime.sockets", SocketProperties.class);
    }

    private ChatSocket socket(EmbeddedChannel of) {
        return new ChatSocket(
                of,
                new Visitor(
                        new User(new UUID(0, 1), "ana", "", ""),
                        "secret",
                        TOKEN_ENDS,
                        Dialect.ACTIONS),
                properties,
                new SocketMetrics(new SimpleMeterRegistry()),
                clock);
    }

    /** A connection whose client reads nothing: no write ever ends. */
    private static final class NeverWritten extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object frame, ChannelPromise promise) {
            ReferenceCountUtil.release(frame);
        }
    }
}
