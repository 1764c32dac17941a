package io.tertulia.realtime.typing;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.realtime.Typing;
import io.tertulia.realtime.kafka.EventPublisher;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all instances that somebody starts or stops typing. What is lost is not missed. */
public final class TypingPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(TypingPublisher.class);
    private static final EventCodec<Typing> CODEC = new EventCodec<>(Topics.TYPING);

    private final EventPublisher publisher;
    private final Clock clock;

    public TypingPublisher(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Never blocks, never fails. */
    public void publish(UUID room, User user, boolean isTyping) {
        var envelope =
                new Envelope<>(
                        UUID.randomUUID(), room, 0, clock.instant(), new Typing(user, isTyping));
        var _ =
                publisher
                        .publish(CODEC.encode(envelope))
                        .whenComplete(
                                (published, failure) -> {
                                    if (failure != null) {
                                        LOG.debug(
                                                "Typing was not published: {}", failure.toString());
                                    }
                                });
    }
}
