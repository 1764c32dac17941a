package io.tertulia.realtime.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. Netty holds little (its own high-water mark); all else waits here,
 * where it can be counted and thrown away at once. Frames are shared among sockets, so what waits
 * costs no copy.
 *
 * <p>Touched by the socket's event loop only, so it needs no lock.
 */
final class Outbox {

    private final Channel channel;
    private final long limitBytes;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(0);
    private long waitingBytes;
    private @Nullable CompletableFuture<Void> drained;

    Outbox(Channel channel, long limitBytes) {
        this.channel = channel;
        this.limitBytes = limitBytes;
    }

    /**
     * Takes a frame, whose reference is ours from now on.
     *
     * @return false if the client is too slow: nothing waits any longer, and the frame is released
     */
    boolean offer(ByteBuf frame) {
        if (waiting.isEmpty() && !channel.isWritable()) {
            // What is merely not flushed yet is no slowness of the client's.
            channel.flush();
        }
        if (waiting.isEmpty() && channel.isWritable()) {
            var _ = channel.write(frame, channel.voidPromise());
            return true;
        }
        waiting.add(frame);
        waitingBytes += frame.readableBytes();
        if (waitingBytes > limitBytes) {
            clear();
            return false;
        }
        return true;
    }

    /** Passes on what the connection can take now. */
    void drain() {
        boolean isPassed = false;
        while (!waiting.isEmpty() && channel.isWritable()) {
            ByteBuf frame = waiting.remove();
            waitingBytes -= frame.readableBytes();
            var _ = channel.write(frame, channel.voidPromise());
            isPassed = true;
        }
        if (isPassed) {
            channel.flush();
        }
        if (waiting.isEmpty() && drained != null) {
            CompletableFuture<Void> done = drained;
            drained = null;
            done.complete(null);
        }
    }

    /** Completes once nothing waits here, also because the socket closed. */
    CompletableFuture<Void> whenDrained() {
        if (waiting.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        if (drained == null) {
            drained = new CompletableFuture<>();
        }
        return drained;
    }

    void clear() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        waitingBytes = 0;
        drain();
    }

    long waitingBytes() {
        return waitingBytes;
    }
}
