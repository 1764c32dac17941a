package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.realtime.kafka.KafkaClients;
import io.tertulia.realtime.myrooms.MyRooms;
import io.tertulia.realtime.roomlog.RoomLog;
import io.tertulia.realtime.sending.EventAnswers;
import io.tertulia.realtime.sockets.EventLoops;
import io.tertulia.realtime.typing.TypingTracker;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the way of events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FanoutProperties.class, AllRoomsProperties.class})
class FanoutConfiguration {

    @Bean
    Interest interest() {
        return new Interest();
    }

    @Bean
    Fanout fanout(
            EventLoops loops,
            Interest interest,
            FanoutProperties properties,
            AllRoomsProperties allRooms,
            MeterRegistry meters) {
        var pacing = new Pacing(properties.longestPause(), System::nanoTime);
        return new Fanout(loops.all(), interest, pacing, properties, allRooms, meters);
    }

    @Bean
    EventTranslator eventTranslator(
            Interest interest,
            TypingTracker typing,
            EventAnswers answers,
            FanoutProperties properties,
            MeterRegistry meters) {
        return new EventTranslator(interest, typing, answers, properties, meters);
    }

    @Bean
    Assignment assignment(Interest interest, Clock clock, FanoutProperties properties) {
        return new Assignment(interest, clock, properties.linger());
    }

    @Bean
    BatchReader batchReader(
            Assignment assignment,
            EventTranslator translator,
            Fanout fanout,
            MeterRegistry meters) {
        return new BatchReader(assignment, translator, fanout, meters);
    }

    @Bean
    EventReader eventReader(
            KafkaClients clients,
            Interest interest,
            Assignment assignment,
            BatchReader batches,
            Fanout fanout,
            Rechecks rechecks,
            FanoutProperties properties) {
        return new EventReader(
                clients, interest, assignment, batches, fanout, rechecks, properties);
    }

    @Bean
    MembershipChecks membershipChecks(RoomLog log, FanoutProperties properties) {
        return new MembershipChecks(log, properties);
    }

    @Bean
    RoomListChecks roomListChecks(
            MyRooms rooms, FanoutProperties properties, AllRoomsProperties allRooms) {
        return new RoomListChecks(rooms, properties, allRooms);
    }

    @Bean
    Rechecks rechecks(Fanout fanout, MembershipChecks ofOneRoom, RoomListChecks ofAllRooms) {
        return new Rechecks(fanout, ofOneRoom, ofAllRooms);
    }

    @Bean
    AllRoomsOpening allRoomsOpening(
            Interest interest,
            RoomLog log,
            CatchUp catchUp,
            RoomListChecks checks,
            AllRoomsProperties properties) {
        return new AllRoomsOpening(interest, log, catchUp, checks, properties);
    }

    @Bean
    CatchUp catchUp(RoomLog log, MembershipChecks checks, FanoutProperties properties) {
        return new CatchUp(log, checks, properties);
    }
}
