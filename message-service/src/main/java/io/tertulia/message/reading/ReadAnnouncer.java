package io.tertulia.message.reading;

import io.tertulia.events.Envelope;
import io.tertulia.events.User;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.message.log.MessagePlace;
import io.tertulia.message.membership.Memberships;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words what was read for those who are looking. In a large room only those hear of it whom it
 * concerns: if everybody heard of everybody, ten thousand readers of one message would make a
 * hundred million frames.
 */
final class ReadAnnouncer {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAnnouncer.class);

    private final Memberships memberships;
    private final ReadsPublisher publisher;
    private final int everybodyUpTo;
    private final ReadMetrics metrics;

    /**
     * Makes an announcer.
     *
     * @param everybodyUpTo participants of a room up to which all of them are told
     */
    ReadAnnouncer(
            Memberships memberships,
            ReadsPublisher publisher,
            int everybodyUpTo,
            ReadMetrics metrics) {
        this.memberships = memberships;
        this.publisher = publisher;
        this.everybodyUpTo = everybodyUpTo;
        this.metrics = metrics;
    }

    /**
     * What somebody has just read in a room.
     *
     * @param messages that were unread before
     * @param upToSeq everything sent up to this place is read; null where only the messages are
     */
    record Reading(
            UUID room,
            User reader,
            Collection<MessagePlace> messages,
            @Nullable Long upToSeq,
            Instant at) {}

    /**
     * Tells it, as well as it can be done now: what was read is stored, and REST shows it. So
     * nothing that goes wrong here is the caller's to hear of.
     *
     * @param some at most one reading of each person in each room
     */
    void announce(Supplier<List<Reading>> some) {
        try {
            announceAll(some.get());
        } catch (RuntimeException e) {
            metrics.unpublished(1);
            LOG.warn("Nobody is told what was just read", e);
        }
    }

    private void announceAll(List<Reading> readings) {
        Set<UUID> small =
                memberships.withAtMost(
                        everybodyUpTo,
                        readings.stream().map(Reading::room).collect(Collectors.toSet()));
        publisher.publish(
                readings.stream()
                        .map(reading -> envelope(reading, small.contains(reading.room())))
                        .toList());
    }

    private static Envelope<MessagesRead> envelope(Reading reading, boolean toEverybody) {
        List<MessagePlace> newest =
                reading.messages().stream()
                        .sorted(Comparator.comparingLong(MessagePlace::number).reversed())
                        .limit(MessagesRead.MOST_IDS)
                        .toList();
        List<UUID> audience =
                Stream.concat(
                                Stream.of(reading.reader().id()),
                                newest.stream().map(MessagePlace::sender))
                        .distinct()
                        .toList();
        return new Envelope<>(
                UUID.randomUUID(),
                reading.room(),
                0,
                reading.at(),
                new MessagesRead(
                        reading.reader(),
                        newest.reversed().stream().map(MessagePlace::id).toList(),
                        reading.upToSeq(),
                        reading.at(),
                        toEverybody ? null : audience));
    }
}
