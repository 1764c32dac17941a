package io.tertulia.gateway.problems;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    NettyServerCustomizer emptyAnswers(ProblemWriter problems) {
        var filler = new EmptyAnswerFiller(problems);
        return server ->
                server.doOnChannelInit((_, channel, _) -> channel.pipeline().addLast(filler));
    }
}
