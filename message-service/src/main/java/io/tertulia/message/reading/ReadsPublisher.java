package io.tertulia.message.reading;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.message.replying.ReplyAddress;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka what was read, and answers. All of it is stored before, and nobody waits for Kafka
 * here: what Kafka does not take is counted, and whoever asked asks again. Safe for use by many
 * threads.
 */
final class ReadsPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ReadsPublisher.class);

    private final EventCodec<MessagesRead> reads = new EventCodec<>(Topics.READS);
    private final EventCodec<CommandReply> replies = new EventCodec<>(Topics.COMMAND_REPLIES);
    private final Producer<String, byte[]> producer;
    private final Duration patience;
    private final ReadMetrics metrics;

    /**
     * Makes a publisher.
     *
     * @param patience how long what is published together may keep the caller
     */
    ReadsPublisher(Producer<String, byte[]> producer, Duration patience, ReadMetrics metrics) {
        this.producer = producer;
        this.patience = patience;
        this.metrics = metrics;
    }

    /** An answer and where its asker waits. */
    record Answer(ReplyAddress to, Envelope<CommandReply> reply) {}

    void publish(List<Envelope<MessagesRead>> some) {
        send(some.stream().map(reads::encode).toList());
    }

    void answer(List<Answer> answers) {
        send(
                answers.stream()
                        .map(
                                each ->
                                        each.to()
                                                .address(
                                                        replies.encode(each.reply()),
                                                        replies.topic()))
                        .toList());
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        // Where Kafka is away each send may block for a while: together much too long.
        long deadline = System.nanoTime() + patience.toNanos();
        for (int i = 0; i < records.size(); i++) {
            if (System.nanoTime() - deadline > 0) {
                int left = records.size() - i;
                metrics.unpublished(left);
                LOG.warn("Kafka does not take in time what was read; {} are not told", left);
                return;
            }
            send(records.get(i));
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            var unused =
                    producer.send(
                            record,
                            (_, e) -> {
                                if (e != null) {
                                    lost(record.topic(), e);
                                }
                            });
        } catch (KafkaException e) {
            lost(record.topic(), e);
        }
    }

    private void lost(String topic, Exception e) {
        metrics.unpublished(1);
        LOG.warn("Kafka does not take a record on {}: {}", topic, e.toString());
    }
}
