package io.tertulia.message.search;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageEvent.MessageDeleted;
import io.tertulia.events.message.MessageEvent.MessageEdited;
import io.tertulia.events.message.MessageEvent.MessageSent;
import io.tertulia.events.message.MessageEvent.ReactionsChanged;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.NumberInRoom;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;

/**
 * Learns from the room log's events what messages say, in a group of its own: the writer neither
 * waits for it nor knows of it. A record that nobody can read is passed over; a database that is
 * away makes the batch come again, from Kafka if need be, since its place is committed only when
 * all of it is stored.
 */
final class SearchConsumer implements ConsumerSeekAware {

    private final EventCodec<MessageEvent> codec = new EventCodec<>(Topics.MESSAGE_EVENTS);
    private final SearchIndex index;
    private final SearchLag lag;

    SearchConsumer(SearchIndex index, SearchLag lag) {
        this.index = index;
        this.lag = lag;
    }

    @KafkaListener(
            id = "message-service.search",
            topics = "#{T(io.tertulia.events.Topics).MESSAGE_EVENTS.name()}",
            batch = "true",
            // A message is found half a second later: a few large polls cost less than many.
            properties = {"fetch.min.bytes=262144", "fetch.max.wait.ms=500"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        List<Envelope<MessageEvent>> events =
                records.stream().map(this::read).flatMap(Optional::stream).toList();
        events.stream().map(Envelope::time).min(Instant::compareTo).ifPresent(lag::begin);
        // Of several states of one message only the newest matters. An event published again may
        // come after newer ones, so the place decides, not the order.
        Map<NumberInRoom, LoggedMessage> newest = new LinkedHashMap<>();
        events.stream()
                .sorted(Comparator.comparingLong(each -> each.data().message().seq()))
                .filter(each -> changesWords(each.data()))
                .map(each -> each.data().message())
                .forEach(message -> newest.put(place(message), state(message)));
        index.put(newest.values());
        lag.end();
    }

    @Override
    public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
        lag.end();
    }

    private Optional<Envelope<MessageEvent>> read(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.decode(record);
        } catch (MalformedRecord e) {
            index.passOver(
                    "the message event at %d-%d".formatted(record.partition(), record.offset()), e);
            return Optional.empty();
        }
    }

    private static boolean changesWords(MessageEvent event) {
        return switch (event) {
            case MessageSent sent -> true;
            case MessageEdited edited -> true;
            case MessageDeleted deleted -> true;
            case ReactionsChanged changed -> false;
        };
    }

    private static NumberInRoom place(Message message) {
        return new NumberInRoom(message.room(), message.number());
    }

    /** In an event a message's place is that of the change. */
    private static LoggedMessage state(Message message) {
        return new LoggedMessage(message, message.seq());
    }
}
