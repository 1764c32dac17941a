package io.tertulia.gateway.sockets;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import reactor.netty.NettyPipeline;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    private static final int BEFORE_THE_ROUTES = 0;

    @Bean
    HandlerMapping socketMapping(SocketProxy proxy) {
        return new SimpleUrlHandlerMapping(
                Map.of("/ws/chat", proxy, "/ws/chat/**", proxy), BEFORE_THE_ROUTES);
    }

    @Bean
    NettyServerCustomizer turnstileForEachConnection(Turnstiles turnstiles) {
        return server ->
                server.doOnChannelInit((_, channel, _) -> addTurnstile(channel, turnstiles));
    }

    /** A connection that has yet to agree on HTTP/2 has no codec, and gets none: it passes by. */
    private static void addTurnstile(Channel channel, Turnstiles turnstiles) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(NettyPipeline.HttpCodec, "turnstile", turnstiles.of(channel));
        }
    }
}
