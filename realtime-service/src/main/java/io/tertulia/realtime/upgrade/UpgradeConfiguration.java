package io.tertulia.realtime.upgrade;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.realtime.fanout.AllRoomsOpening;
import io.tertulia.realtime.fanout.AllRoomsProperties;
import io.tertulia.realtime.fanout.CatchUp;
import io.tertulia.realtime.fanout.Fanout;
import io.tertulia.realtime.myrooms.MyRooms;
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
    OneRoomEntrance oneRoomEntrance(
            Fanout fanout, RoomLog log, CatchUp catchUp, UpgradeProperties properties) {
        return new OneRoomEntrance(fanout, log, catchUp, new Waits(properties));
    }

    @Bean
    AllRoomsEntrance allRoomsEntrance(
            Fanout fanout,
            MyRooms rooms,
            RoomLog log,
            AllRoomsOpening opening,
            AllRoomsProperties allRooms,
            UpgradeProperties properties) {
        return new AllRoomsEntrance(fanout, rooms, log, opening, allRooms, new Waits(properties));
    }

    @Bean
    Doorkeeper doorkeeper(
            JwtDecoder decoder,
            SocketRegistry registry,
            Doorkeeper.SocketFactory sockets,
            OneRoomEntrance toOneRoom,
            AllRoomsEntrance toAllRooms) {
        return new Doorkeeper(new TokenVerifier(decoder), registry, sockets, toOneRoom, toAllRooms);
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
