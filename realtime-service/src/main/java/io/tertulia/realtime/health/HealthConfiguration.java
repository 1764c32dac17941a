package io.tertulia.realtime.health;

import io.tertulia.realtime.fanout.EventReader;
import io.tertulia.realtime.sending.CommandSender;
import io.tertulia.realtime.sockets.EventLoops;
import io.tertulia.realtime.sockets.SocketServer;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What health groups ask; which group asks what stands in the service's configuration. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** Ready: a command is answered through the log. */
    @Bean
    HealthIndicator writerHealthIndicator(CommandSender sender, Clock clock) {
        return new WriterProbe(sender, clock);
    }

    /** Ready: events are being read. */
    @Bean
    HealthIndicator eventsHealthIndicator(EventReader reader) {
        return () -> of(reader.isReading(), "events are not being read");
    }

    /** Ready: sockets can come in. */
    @Bean
    HealthIndicator socketsHealthIndicator(SocketServer server) {
        return () -> of(server.isRunning(), "the socket port is not bound");
    }

    /** Live: the threads that nobody would restart are there. */
    @Bean
    HealthIndicator threadsHealthIndicator(EventReader reader, CommandSender sender) {
        return () -> of(reader.isAlive() && sender.isAlive(), "a reader's thread has ended");
    }

    /** Live: no thread that serves sockets is stuck. */
    @Bean
    HealthIndicator loopsHealthIndicator(EventLoops loops) {
        return new LoopProbe(loops.all());
    }

    private static Health of(boolean isUp, String otherwise) {
        return isUp ? Health.up().build() : Health.down().withDetail("reason", otherwise).build();
    }
}
