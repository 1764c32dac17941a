package io.tertulia.gateway.limits;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    NettyServerCustomizer slowBodies(LimitProperties limits) {
        return server -> server.readTimeout(limits.pause());
    }
}
