package io.tertulia.message.erasing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageEvent.MessageDeleted;
import io.tertulia.message.log.RoomLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Follows the deletions that were published, so that the writer is not kept by them. Erasing twice
 * changes nothing; a database that is away makes the batch come again. A record that nobody can
 * read is logged, counted ({@code chat.message.erasures.malformed}) and passed over.
 *
 * <p>After a crash the writer may publish earlier events of a deleted message once more, now with
 * empty content. Whoever has seen them drops them, and whoever has not sees the deletion next.
 */
final class DeletionsConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionsConsumer.class);
    private static final @Nullable String DELETED =
            Topics.MESSAGE_EVENTS.types().get(MessageDeleted.class);

    private final EventCodec<MessageEvent> codec = new EventCodec<>(Topics.MESSAGE_EVENTS);
    private final RoomLog log;
    private final Counter malformed;

    DeletionsConsumer(RoomLog log, MeterRegistry registry) {
        this.log = log;
        this.malformed = registry.counter("chat.message.erasures.malformed");
    }

    @KafkaListener(
            id = "message-service.erasing",
            topics = "#{T(io.tertulia.events.Topics).MESSAGE_EVENTS.name()}",
            batch = "true",
            // Nobody waits for it: a few large polls cost less than many small ones.
            properties = {"fetch.min.bytes=262144", "fetch.max.wait.ms=500"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        Set<UUID> deleted =
                records.stream()
                        .filter(DeletionsConsumer::isDeletion)
                        .map(this::read)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        if (!deleted.isEmpty()) {
            log.changes().erase(deleted);
            log.messages().erase(deleted);
        }
    }

    /** Most events are none: they are not even read. */
    private static boolean isDeletion(ConsumerRecord<String, byte[]> record) {
        String type = CloudEventHeaders.type(record.headers());
        return type != null && type.equals(DELETED);
    }

    private Optional<UUID> read(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.decode(record).map(envelope -> envelope.data().message().id());
        } catch (MalformedRecord e) {
            malformed.increment();
            LOG.error(
                    "Passing over a deletion at {}-{} that cannot be read: {}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
