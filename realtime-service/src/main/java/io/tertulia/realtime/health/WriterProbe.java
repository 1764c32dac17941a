package io.tertulia.realtime.health;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.realtime.sending.CommandSender;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while commands are answered: sends a probe through the log. The probe's room is another each
 * time, so that in turn every partition's writer is asked.
 */
final class WriterProbe implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final User NOBODY = new User(new UUID(0, 0), "probe", "", "");

    private final CommandSender sender;
    private final Clock clock;
    private Health last = Health.unknown().build();
    private long askedAtMillis = Long.MIN_VALUE;

    WriterProbe(CommandSender sender, Clock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** One asks, the others wait for the same answer: polling from many sides stays cheap. */
    @Override
    public synchronized Health health() {
        if (clock.millis() - FRESH.toMillis() >= askedAtMillis) {
            last = ask();
            askedAtMillis = clock.millis();
        }
        return last;
    }

    private Health ask() {
        var probe = new MessageCommand.Probe(UUID.randomUUID(), UUID.randomUUID(), NOBODY);
        try {
            CommandReply reply =
                    sender.send(probe, false).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return reply instanceof CommandReply.Alive
                    ? Health.up().build()
                    : Health.down().withDetail("reply", reply).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down().withDetail("reason", "interrupted").build();
        } catch (ExecutionException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getCause())).build();
        } catch (TimeoutException e) {
            return Health.down().withDetail("reason", "no answer within " + PATIENCE).build();
        }
    }
}
