package io.tertulia.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.Topics;
import io.tertulia.events.message.CommandHeaders;
import io.tertulia.events.message.CommandReply;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.message.MessageEvent;
import io.tertulia.events.message.Refusal;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.test.Servers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * The single writer in miniature. It refuses {@code /refuse}, never answers {@code /silence}, and
 * answers {@code /nonsense} by a reply that nobody can read.
 */
final class MiniWriter {

    private static final EventCodec<MessageCommand> COMMANDS =
            new EventCodec<>(Topics.MESSAGE_COMMANDS);
    private static final EventCodec<MarkRead> READ_COMMANDS =
            new EventCodec<>(Topics.READ_COMMANDS);
    private static final EventCodec<CommandReply> REPLIES =
            new EventCodec<>(Topics.COMMAND_REPLIES);

    private final MiniMessageService service;
    private final Map<UUID, Integer> replies = new ConcurrentHashMap<>();

    MiniWriter(MiniMessageService service) {
        this.service = service;
    }

    /** How many changes of a room were answered by a reply. */
    int replies(UUID room) {
        return replies.getOrDefault(room, 0);
    }

    void start() {
        Thread.ofPlatform().daemon().name("mini-writer").start(this::run);
    }

    private void run() {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                Servers.kafka(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(
                    IntStream.range(0, Topics.PARTITIONS)
                            .boxed()
                            .flatMap(
                                    p ->
                                            Stream.of(Topics.MESSAGE_COMMANDS, Topics.READ_COMMANDS)
                                                    .map(t -> new TopicPartition(t.name(), p)))
                            .toList());
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::on);
            }
        }
    }

    private void on(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.READ_COMMANDS.name())) {
            reply(record, mark(READ_COMMANDS.decode(record).orElseThrow().data()));
            return;
        }
        MessageCommand command = COMMANDS.decode(record).orElseThrow().data();
        if (command instanceof MessageCommand.SendMessage message
                && message.content().equals("/silence")) {
            return;
        }
        CommandReply reply = decide(command);
        boolean isPublished =
                reply instanceof CommandReply.Accepted accepted && !accepted.repeated();
        if (!(isPublished && CommandHeaders.readsEvents(record.headers()))) {
            replies.merge(command.room(), 1, Integer::sum);
            reply(record, reply);
        }
    }

    /** All that is asked for counts as unread before; only participants may ask. */
    private CommandReply mark(MarkRead request) {
        if (!service.find(request.room()).isParticipant(request.by().id())) {
            return new CommandReply.Refused(Refusal.NOT_A_PARTICIPANT, "You do not take part.");
        }
        service.publish(
                request.room(),
                new MessagesRead(request.by(), request.messageIds(), null, Instant.EPOCH, null));
        return new CommandReply.Marked(request.messageIds().size());
    }

    private CommandReply decide(MessageCommand command) {
        MiniRoom room = service.find(command.room());
        return switch (command) {
            case MessageCommand.SendMessage send -> send(room, send);
            case MessageCommand.AddReaction reaction ->
                    room.find(reaction.messageId()) == null
                            ? new CommandReply.Refused(Refusal.UNKNOWN_MESSAGE, "No such message.")
                            : accepted(command, room.react(reaction.messageId(), reaction.emoji()));
            case MessageCommand.Probe _ -> new CommandReply.Alive();
            case MessageCommand.EditMessage _,
                    MessageCommand.DeleteMessage _,
                    MessageCommand.RemoveReaction _ ->
                    new CommandReply.Refused(Refusal.UNKNOWN_MESSAGE, "No such message.");
        };
    }

    private CommandReply send(MiniRoom room, MessageCommand.SendMessage send) {
        Message before = room.find(send.id());
        if (before != null && !before.sender().id().equals(send.by().id())) {
            return new CommandReply.Refused(Refusal.ID_TAKEN, "The id is somebody else's.");
        }
        if (before != null) {
            return new CommandReply.Accepted(before.id(), before.seq(), true);
        }
        if (send.content().equals("/refuse") || send.content().equals("/nonsense")) {
            return new CommandReply.Refused(Refusal.NOT_A_PARTICIPANT, "You do not take part.");
        }
        return accepted(send, room.send(send));
    }

    private CommandReply accepted(MessageCommand command, MessageEvent event) {
        service.publish(command.id(), event);
        return new CommandReply.Accepted(event.message().id(), event.message().seq(), false);
    }

    private void reply(ConsumerRecord<String, byte[]> command, CommandReply reply) {
        ProducerRecord<String, byte[]> encoded =
                REPLIES.encode(
                        new Envelope<>(
                                UUID.randomUUID(),
                                UUID.fromString(command.key()),
                                0,
                                Instant.EPOCH,
                                reply));
        boolean isNonsense = new String(command.value(), UTF_8).contains("/nonsense");
        var addressed =
                new ProducerRecord<>(
                        new String(header(command, KafkaHeaders.REPLY_TOPIC), UTF_8),
                        ByteBuffer.wrap(header(command, KafkaHeaders.REPLY_PARTITION)).getInt(),
                        encoded.key(),
                        isNonsense ? new byte[] {'{', (byte) 0xFF} : encoded.value(),
                        encoded.headers());
        addressed
                .headers()
                .add(KafkaHeaders.CORRELATION_ID, header(command, KafkaHeaders.CORRELATION_ID));
        service.send(addressed);
    }

    private static byte[] header(ConsumerRecord<String, byte[]> record, String name) {
        return Objects.requireNonNull(record.headers().lastHeader(name)).value();
    }
}
