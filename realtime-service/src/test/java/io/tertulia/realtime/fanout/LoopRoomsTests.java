package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.realtime.ManualClock;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.MessageChange;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.Visitor;
import io.tertulia.test.People;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoopRoomsTests {

    private final UUID room = UUID.randomUUID();
    private final EmbeddedChannel before = new EmbeddedChannel();
    private final EmbeddedChannel failing = new EmbeddedChannel();
    private final EmbeddedChannel after = new EmbeddedChannel();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LoopRooms rooms = new LoopRooms(before.eventLoop(), meters.counter("any"));

    @Test
    void givesTheOthersTheirFramesWhenOneSocketFails() {
        seat(before, 4);
        Seat broken = seat(failing, 1);
        broken.view()
                .onHole(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        });
        seat(after, 4);
        byte[] json = "{}".getBytes(UTF_8);
        var batch = new PollBatch();
        batch.shareAmong(1);
        batch.room(room)
                .add(RoomFrame.ofLog(5, MessageChange.SENT.frame(Dialect.ACTIONS, json), null));
        rooms.deliver(batch);
        batch.done();

        assertThat(isGivenAFrame(before)).isTrue();
        assertThat(isGivenAFrame(after)).isTrue();
        assertThat(broken.socket().isOpen()).isFalse();
        broken.vacate();
        failing.releaseOutbound();
    }

    private static boolean isGivenAFrame(EmbeddedChannel channel) {
        Object frame = channel.readOutbound();
        ReferenceCountUtil.release(frame);
        return frame instanceof ByteBuf;
    }

    private Seat seat(EmbeddedChannel channel, long lastSeq) {
        var properties =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("chat.realtime.sockets", SocketProperties.class);
        var visitor = new Visitor(People.someone("Ana"), "t", Long.MAX_VALUE, Dialect.ACTIONS);
        var socket =
                new ChatSocket(
                        channel, visitor, properties, new SocketMetrics(meters), new ManualClock());
        var seat = Seat.only(socket, room, 10_000);
        rooms.add(seat);
        seat.view().startAt(lastSeq);
        seat.view().goLive();
        return seat;
    }
}
