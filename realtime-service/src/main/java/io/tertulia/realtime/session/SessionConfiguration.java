package io.tertulia.realtime.session;

import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.presence.LeaseKeeper;
import io.tertulia.realtime.sending.CommandSender;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.SocketTicker;
import io.tertulia.realtime.typing.TypingProperties;
import io.tertulia.realtime.typing.TypingPublisher;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what open sockets may do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

    @Bean
    FrameActions frameActions(
            CommandSender sender,
            Fanout fanout,
            TypingPublisher typing,
            SessionProperties properties) {
        return new FrameActions(sender, fanout, typing, properties);
    }

    @Bean
    Sessions.SessionLimits sessionLimits(
            SessionProperties session, TypingProperties typing, Clock clock) {
        return new Sessions.SessionLimits(session, typing, clock);
    }

    @Bean
    Sessions sessions(
            SocketRegistry registry,
            SocketTicker ticker,
            Fanout fanout,
            LeaseKeeper leases,
            FrameActions actions,
            Sessions.SessionLimits limits) {
        return new Sessions(registry, ticker, fanout, leases, actions, limits);
    }
}
