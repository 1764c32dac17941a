package io.tertulia.realtime.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.events.User;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.MessageChange;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.Visitor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * One poll's messages to the hundred sockets of a room on one event loop, up to Netty's channel:
 * what the kernel takes for a write comes on top, and is most of a delivery.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanoutBenchmark {

    private static final int SOCKETS = 100;
    private static final long HELD_BYTES = 1_000_000;

    /** How many messages of the room a poll has brought. */
    @Param({"1", "10"})
    int messages;

    private final UUID room = UUID.randomUUID();
    private final byte[] json =
            "{\"id\":\"%s\",\"room\":\"%s\",\"content\":\"%s\"}"
                    .formatted(UUID.randomUUID(), room, "x".repeat(300))
                    .getBytes(UTF_8);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<RoomFrame> frames = new ArrayList<>();
    private @Nullable LoopRooms rooms;
    private long seq;

    /** Where a socket's bytes go: nowhere. */
    private static final class Drain extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // Nothing was kept.
        }
    }

    /** Seats everybody. */
    @Setup
    public void seatEverybody() {
        for (int i = 0; i < SOCKETS; i++) {
            var channel = new EmbeddedChannel(new Drain());
            channels.add(channel);
            LoopRooms seats =
                    rooms == null
                            ? new LoopRooms(channel.eventLoop(), meters.counter("deliveries"))
                            : rooms;
            rooms = seats;
            seats.add(seat(channel));
        }
        FrameText text = MessageChange.SENT.frame(Dialect.ACTIONS, json);
        for (int i = 0; i < messages; i++) {
            frames.add(RoomFrame.ofLog(i + 1, text, null));
        }
    }

    private Seat seat(EmbeddedChannel channel) {
        var properties =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("chat.realtime.sockets", SocketProperties.class);
        var user = new User(UUID.randomUUID(), "ana", "Ana", "Ruiz");
        var visitor = new Visitor(user, "token", Long.MAX_VALUE, Dialect.ACTIONS);
        var socket =
                new ChatSocket(
                        channel, visitor, properties, new SocketMetrics(meters), Clock.systemUTC());
        var seat = Seat.only(socket, room, HELD_BYTES);
        seat.view().startAt(0);
        seat.view().goLive();
        return seat;
    }

    /** The time for one poll of one socket, whatever the number of its messages. */
    @Benchmark
    @OperationsPerInvocation(SOCKETS)
    public void deliver() {
        var batch = new PollBatch();
        RoomBatch ofRoom = batch.room(room);
        for (RoomFrame frame : frames) {
            seq++;
            ofRoom.add(new RoomFrame(seq, frame.texts(), null, null));
        }
        batch.shareAmong(1);
        if (rooms != null) {
            rooms.deliver(batch);
        }
        batch.done();
    }

    /** The bytes of a poll's frames, made once for all sockets. */
    @Benchmark
    public @Nullable ByteBuf joinFrames() {
        JoinedFrames joined = JoinedFrames.encode(frames, FrameStyle.ACTIONS);
        ByteBuf all = joined.all();
        if (all != null) {
            all.release();
        }
        joined.release();
        return all;
    }
}
