package io.tertulia.message.reading;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.message.reading.ReadsPublisher.Answer;
import io.tertulia.message.replying.ReplyAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Marks what sockets ask for. A batch that comes again marks nothing twice; its answers are given
 * again, then with nothing new. A record that nobody can read is logged, counted and passed over; a
 * database that is away makes the batch come again.
 */
final class ReadCommandsConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ReadCommandsConsumer.class);

    private final EventCodec<MarkRead> codec = new EventCodec<>(Topics.READ_COMMANDS);
    private final ReadMarker marker;
    private final ReadsPublisher publisher;
    private final ReadMetrics metrics;
    private final Clock clock;
    private final int idsAtOnce;

    /**
     * Makes a consumer.
     *
     * @param idsAtOnce messages that are marked together at most
     */
    ReadCommandsConsumer(
            ReadMarker marker,
            ReadsPublisher publisher,
            ReadMetrics metrics,
            Clock clock,
            int idsAtOnce) {
        this.marker = marker;
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
        this.idsAtOnce = idsAtOnce;
    }

    private record Asked(MarkRead ask, Optional<ReplyAddress> address) {}

    @KafkaListener(
            id = "message-service.reads",
            topics = "#{T(io.tertulia.events.Topics).READ_COMMANDS.name()}",
            batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        var round = new ArrayList<Asked>();
        int ids = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            Optional<Asked> asked = read(record);
            int more = asked.map(each -> each.ask().messageIds().size()).orElse(0);
            if (ids + more > idsAtOnce) {
                mark(round);
                round.clear();
                ids = 0;
            }
            asked.ifPresent(round::add);
            ids += more;
        }
        mark(round);
    }

    private Optional<Asked> read(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.decode(record).map(envelope -> asked(record, envelope));
        } catch (MalformedRecord e) {
            metrics.malformed();
            LOG.error(
                    "Passing over a request to mark at {}-{} that cannot be read: {}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static Asked asked(ConsumerRecord<String, byte[]> record, Envelope<MarkRead> envelope) {
        if (!envelope.data().room().equals(envelope.key())) {
            throw new MalformedRecord("the key is not the request's room");
        }
        return new Asked(envelope.data(), ReplyAddress.of(record, Topics.COMMAND_REPLIES));
    }

    private void mark(List<Asked> round) {
        if (round.isEmpty()) {
            return;
        }
        List<CommandReply> replies = marker.mark(round.stream().map(Asked::ask).toList());
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < round.size(); i++) {
            MarkRead ask = round.get(i).ask();
            var reply = new Envelope<>(ask.id(), ask.room(), 0, clock.instant(), replies.get(i));
            round.get(i).address().ifPresent(to -> answers.add(new Answer(to, reply)));
        }
        publisher.answer(answers);
    }
}
