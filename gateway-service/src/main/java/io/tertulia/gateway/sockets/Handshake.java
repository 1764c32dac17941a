package io.tertulia.gateway.sockets;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks an instance of the realtime service for an upgrade, over a connection of its own. */
@Component
final class Handshake {

    static final String CODEC = "codec";
    static final String ANSWER = "answer";

    private final SocketProperties properties;

    Handshake(SocketProperties properties) {
        this.properties = properties;
    }

    /**
     * The instance's answer.
     *
     * <p>The connection lives on the client's event loop. All that happens to the pair from here on
     * happens on that one thread, which is why nothing in this package takes a lock.
     *
     * @return fails with a {@link java.net.ConnectException} if nobody is there
     */
    Mono<UpgradeAnswer> ask(Channel client, URI address, HttpHeaders headers) {
        return Mono.create(
                sink -> {
                    ChannelFuture connecting =
                            new Bootstrap()
                                    .group(client.eventLoop())
                                    .channel(client.getClass())
                                    .option(
                                            ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                            (int) properties.connectTimeout().toMillis())
                                    .option(ChannelOption.TCP_NODELAY, true)
                                    .option(ChannelOption.SO_KEEPALIVE, true)
                                    .handler(pipeline(new AnswerReader(sink, properties)))
                                    .connect(address.getHost(), address.getPort());
                    Channel service = connecting.channel();
                    connecting.addListener(
                            _ -> {
                                if (connecting.isSuccess()) {
                                    // If it fails the connection ends, and the reader says so.
                                    var _ = service.writeAndFlush(request(address, headers));
                                } else {
                                    sink.error(connecting.cause());
                                }
                            });
                    sink.onCancel(
                            () -> {
                                var _ = service.close();
                            });
                });
    }

    private static ChannelInitializer<Channel> pipeline(AnswerReader reader) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(CODEC, new HttpClientCodec()).addLast(ANSWER, reader);
            }
        };
    }

    private static FullHttpRequest request(URI address, HttpHeaders headers) {
        String query = address.getRawQuery();
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.GET,
                        query == null ? address.getRawPath() : address.getRawPath() + "?" + query);
        HandshakeHeaders.copy(headers, request.headers());
        request.headers()
                .set("Host", address.getHost() + ":" + address.getPort())
                .set("Connection", "Upgrade")
                .set("Upgrade", "websocket");
        return request;
    }
}
