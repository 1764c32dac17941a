package io.tertulia.events;

import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.MessageType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message of a hundred characters into a Kafka record and back, as command and as event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final UUID room = UUID.randomUUID();
    private final User ana = new User(UUID.randomUUID(), "ana", "Ana", "Ruiz");
    private final EventCodec<MessageCommand> commands = new EventCodec<>(Topics.MESSAGE_COMMANDS);
    private final EventCodec<MessageEvent> events = new EventCodec<>(Topics.MESSAGE_EVENTS);
    private final Envelope<MessageCommand> command =
            envelope(
                    new MessageCommand.SendMessage(
                            UUID.randomUUID(),
                            room,
                            ana,
                            "x".repeat(100),
                            MessageType.TEXT,
                            null,
                            null));
    private final Envelope<MessageEvent> event = envelope(new MessageEvent.MessageSent(message()));
    private final ConsumerRecord<String, byte[]> commandRecord = read(commands.encode(command));
    private final ConsumerRecord<String, byte[]> eventRecord = read(events.encode(event));

    private <E> Envelope<E> envelope(E data) {
        return new Envelope<>(UUID.randomUUID(), room, 17, NOON, data);
    }

    private Message message() {
        return new Message(
                UUID.randomUUID(),
                room,
                17,
                15,
                ana,
                "x".repeat(100),
                MessageType.TEXT,
                null,
                null,
                NOON,
                null,
                false,
                false,
                Map.of());
    }

    private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> written) {
        var record = new ConsumerRecord<>(written.topic(), 0, 0, written.key(), written.value());
        written.headers().forEach(record.headers()::add);
        return record;
    }

    /** What realtime-service does with what a client sends. */
    @Benchmark
    public ProducerRecord<String, byte[]> encodeCommand() {
        return commands.encode(command);
    }

    /** What the writer does with it. */
    @Benchmark
    public Optional<Envelope<MessageCommand>> decodeCommand() {
        return commands.decode(commandRecord);
    }

    /** What the writer tells. */
    @Benchmark
    public ProducerRecord<String, byte[]> encodeEvent() {
        return events.encode(event);
    }

    /** What other people's consumers do; realtime-service passes the JSON on as it is. */
    @Benchmark
    public Optional<Envelope<MessageEvent>> decodeEvent() {
        return events.decode(eventRecord);
    }
}
