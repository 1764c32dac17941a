package io.tertulia.realtime.upgrade;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.realtime.fanout.CatchUp;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.session.Sessions;
import io.tertulia.realtime.sockets.ChatSocket;
import io.tertulia.realtime.sockets.EventLoops;
import io.tertulia.realtime.sockets.SocketMetrics;
import io.tertulia.realtime.sockets.SocketProperties;
import io.tertulia.realtime.sockets.SocketRegistry;
import io.tertulia.realtime.sockets.SocketServer;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Wires the way in, and the server that it is the way into. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpgradeProperties.class)
class UpgradeConfiguration {

    @Bean
    Doorkeeper.SocketFactory socketFactory(
            SocketProperties properties, SocketMetrics metrics, Clock clock) {
        return (channel, visitor) -> new ChatSocket(channel, visitor, properties, metrics, clock);
    }

    @Bean
    Doorkeeper doorkeeper(
            JwtDecoder decoder,
            SocketRegistry registry,
            Fanout fanout,
            RoomLog log,
            CatchUp catchUp,
            Doorkeeper.SocketFactory sockets,
            UpgradeProperties properties) {
        return new Doorkeeper(
                new TokenVerifier(decoder), registry, fanout, log, catchUp, sockets, properties);
    }

    @Bean
    Upgrades upgrades(
            Doorkeeper doorkeeper,
            Sessions sessions,
            UpgradeProperties properties,
            SocketProperties socketProperties,
            MeterRegistry meters) {
        int maxFrame = Math.toIntExact(socketProperties.maxFrame().toBytes());
        return new Upgrades(doorkeeper, sessions, properties, maxFrame, meters);
    }

    @Bean
    SocketServer socketServer(
            EventLoops loops,
            Upgrades upgrades,
            SocketRegistry registry,
            SocketProperties properties) {
        return new SocketServer(loops, new UpgradePipeline(upgrades), registry, properties);
    }
}
