package io.tertulia.message.writing;

import io.tertulia.events.message.MessageCommand;
import io.tertulia.message.log.LogOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that came out of the topic of commands. */
sealed interface Arrival {

    ConsumerRecord<String, byte[]> record();

    /** Where the record stands. */
    default LogOffset origin() {
        return new LogOffset(epoch(), record().partition(), record().offset());
    }

    /** The run of offsets that the record's is of. */
    String epoch();

    /** A command that can be decided. */
    record Incoming(MessageCommand command, ConsumerRecord<String, byte[]> record, String epoch)
            implements Arrival {}

    /** A record that nobody can ever apply. */
    record Poison(ConsumerRecord<String, byte[]> record, String epoch, String reason)
            implements Arrival {}
}
