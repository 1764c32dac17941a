package io.tertulia.realtime.sockets;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.tertulia.realtime.protocol.CloseReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;

/**
 * Listens for sockets. It starts last and stops first of all parts, so that while a socket is open
 * everything it needs is there. Stopping tells each client when to come back: the delays are spread
 * evenly over a window, lest all come at once.
 */
public final class SocketServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
    private static final int BACKLOG = 4_096;

    private final EventLoops loops;
    private final ChannelHandler pipeline;
    private final SocketRegistry registry;
    private final SocketProperties properties;
    private volatile @Nullable Channel listener;

    public SocketServer(
            EventLoops loops,
            ChannelHandler pipeline,
            SocketRegistry registry,
            SocketProperties properties) {
        this.loops = loops;
        this.pipeline = pipeline;
        this.registry = registry;
        this.properties = properties;
    }

    @Override
    public void start() {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannel())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        // A gateway that stops says so by ending its side of the connection; what
                        // it is told then still reaches the client.
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childHandler(pipeline)
                        .bind(properties.address(), properties.port())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new PortInUseException(properties.port(), bound.cause());
        }
        listener = bound.channel();
        LOG.info("Sockets are served on {}:{}", properties.address(), port());
    }

    /** The port that is listened on; -1 while there is none. */
    public int port() {
        Channel bound = listener;
        return bound != null && bound.localAddress() instanceof InetSocketAddress address
                ? address.getPort()
                : -1;
    }

    @Override
    public void stop() {
        Channel bound = listener;
        if (bound == null) {
            return;
        }
        bound.close().awaitUninterruptibly();
        listener = null;
        List<ChatSocket> open = registry.all();
        LOG.info("Closing {} sockets", open.size());
        for (int i = 0; i < open.size(); i++) {
            ChatSocket socket = open.get(i);
            long delayMillis = properties.restartSpread().toMillis() * i / open.size();
            socket.execute(() -> socket.close(CloseReason.RESTARTING, Long.toString(delayMillis)));
        }
        awaitClosed(open);
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    @Override
    public int getPhase() {
        return 30;
    }

    private void awaitClosed(List<ChatSocket> closing) {
        long endNanos = System.nanoTime() + properties.drain().toNanos();
        for (ChatSocket socket : closing) {
            long left = endNanos - System.nanoTime();
            if (left <= 0 || !socket.awaitClosed(Duration.ofNanos(left))) {
                LOG.info("{} sockets did not close in time", registry.size());
                return;
            }
        }
    }
}
