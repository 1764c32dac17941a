package io.tertulia.gateway.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.tertulia.gateway.problems.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;

/**
 * The open tunnels. They end when either side closes, or when the gateway stops: then before the
 * server's own graceful stop, which would wait for them in vain.
 */
@Component
final class Tunnels implements SmartLifecycle {

    private static final String TUNNEL = "tunnel";
    private static final String ANSWERED = "answered";
    private static final String REACTORS_OWN = "reactor.left.";

    private final ChannelGroup clients = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final SocketProperties properties;
    private volatile boolean running;

    Tunnels(SocketProperties properties) {
        this.properties = properties;
    }

    /**
     * Sends the client the service's 101 and joins the two connections. Must be called on their
     * event loop, in the read that brought the 101.
     *
     * @return completes once they are joined: the request ends there, lest all that has served it
     *     stays for as long as the tunnel does
     */
    Mono<Void> join(Channel client, UpgradeAnswer.Agreed agreed, String requestId) {
        return Mono.defer(
                () -> {
                    if (!running) {
                        var _ = agreed.service().close();
                        return Mono.error(Refusal.unavailable("This gateway is stopping."));
                    }
                    connect(client, agreed, requestId);
                    return Mono.empty();
                });
    }

    private void connect(Channel client, UpgradeAnswer.Agreed agreed, String requestId) {
        Channel service = agreed.service();
        if (!client.isActive()) {
            var _ = service.close();
            return;
        }
        clients.add(client);
        ChannelPipeline pipeline = client.pipeline();
        pipeline.addBefore(
                NettyPipeline.ReactiveBridge, TUNNEL, new TunnelEnd(service, properties));
        pipeline.addBefore(NettyPipeline.ReactiveBridge, ANSWERED, new AnsweredUpgrade());
        // From the last to the first, so that nothing is parsed or answered in between; the
        // server's bridge stays behind the tunnel and hears of nothing but the end.
        List<String> names = pipeline.names();
        for (String name : names.reversed()) {
            if (name.startsWith(REACTORS_OWN) && !name.equals(NettyPipeline.SslHandler)) {
                pipeline.remove(name);
            }
        }
        var _ = client.writeAndFlush(head(agreed.headers(), requestId), client.voidPromise());
        client.config().setOption(ChannelOption.SO_KEEPALIVE, true);

        service.pipeline().replace(Handshake.ANSWER, TUNNEL, new TunnelEnd(client, properties));
        // The codec is still at work on the read that held the 101. What follows a 101 it hands on
        // as it is, so it may go a moment later.
        service.eventLoop().execute(() -> removeIfThere(service.pipeline(), Handshake.CODEC));
        service.config().setAutoRead(client.isWritable());
        client.config().setAutoRead(service.isWritable());
        if (!running) {
            // The stop may have gone through the open tunnels before this one was among them.
            finish(client);
        }
    }

    private static void finish(Channel client) {
        if (client.pipeline().get(TUNNEL) instanceof TunnelEnd end) {
            end.finish();
        }
    }

    /** Of a closed connection all handlers are gone already. */
    private static void removeIfThere(ChannelPipeline pipeline, String name) {
        if (pipeline.get(name) != null) {
            pipeline.remove(name);
        }
    }

    /** The 101 as the service gave it, less what belongs to the connection between us two. */
    private static ByteBuf head(HttpHeaders headers, String requestId) {
        var text = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        text.append("Connection: Upgrade\r\nUpgrade: websocket\r\n");
        text.append("X-Request-Id: ").append(requestId).append("\r\n");
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("sec-websocket-")) {
                text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
            }
        }
        return Unpooled.copiedBuffer(text.append("\r\n"), ISO_8859_1);
    }

    int open() {
        return clients.size();
    }

    @Override
    public void start() {
        running = true;
    }

    /**
     * Ends what the clients say, upon which the service tells each when to come back (1012). A
     * close frame of ours could fall into the middle of one of the service's frames: only the
     * service knows where these begin.
     */
    @Override
    public void stop() {
        running = false;
        clients.forEach(client -> client.eventLoop().execute(() -> finish(client)));
        clients.newCloseFuture().awaitUninterruptibly(properties.drainTimeout().toMillis());
        clients.close().awaitUninterruptibly(properties.drainTimeout().toMillis());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
