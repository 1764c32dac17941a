package io.tertulia.realtime.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.CloudEventHeaders;
import io.tertulia.events.Envelope;
import io.tertulia.events.EventCodec;
import io.tertulia.events.MalformedRecord;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.reading.MessagesRead;
import io.tertulia.events.realtime.Typing;
import io.tertulia.events.room.RoomEvent;
import io.tertulia.realtime.protocol.Dialect;
import io.tertulia.realtime.protocol.FrameStyle;
import io.tertulia.realtime.protocol.FrameText;
import io.tertulia.realtime.protocol.MessageChange;
import io.tertulia.realtime.protocol.ServerFrames;
import io.tertulia.realtime.sending.EventAnswers;
import io.tertulia.realtime.sending.Published;
import io.tertulia.realtime.typing.TypingTracker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records into frames for the rooms that have sockets here. The JSON of messages goes into
 * frames as it is: where they belong stands in key and headers.
 *
 * <p>Touched by the event reader's thread only.
 */
final class EventTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(EventTranslator.class);

    private final EventCodec<RoomEvent> roomEvents = new EventCodec<>(Topics.ROOM_EVENTS);
    private final EventCodec<PresenceEvent> presenceEvents =
            new EventCodec<>(Topics.PRESENCE_EVENTS);
    private final EventCodec<MessagesRead> reads = new EventCodec<>(Topics.READS);
    private final EventCodec<Typing> typingEvents = new EventCodec<>(Topics.TYPING);
    private final Interest interest;
    private final RoomEventTranslator rooms;
    private final TypingTracker typing;
    private final int statusSockets;
    private final EventAnswers answers;
    private final Counter skipped;

    /**
     * @param answers who waits for the event of a command, and gets it before any socket does
     */
    EventTranslator(
            Interest interest,
            TypingTracker typing,
            EventAnswers answers,
            FanoutProperties properties,
            MeterRegistry meters) {
        this.answers = answers;
        this.statusSockets = properties.statusSockets();
        this.skipped =
                Counter.builder("chat.realtime.records.skipped")
                        .description("Records that could not be read")
                        .register(meters);
        this.interest = interest;
        this.rooms = new RoomEventTranslator(interest, properties);
        this.typing = typing;
    }

    /** Adds what a record means; one that cannot be read is logged and skipped. */
    void translate(ConsumerRecord<String, byte[]> record, PollBatch batch) {
        try {
            String topic = record.topic();
            if (topic.equals(Topics.MESSAGE_EVENTS.name())) {
                message(record, batch);
            } else if (topic.equals(Topics.TYPING.name())) {
                typingEvents.decode(record).ifPresent(event -> typing(event, batch));
            } else if (topic.equals(Topics.READS.name())) {
                reads.decode(record).ifPresent(event -> read(event, batch));
            } else if (topic.equals(Topics.PRESENCE_EVENTS.name())) {
                presenceEvents.decode(record).ifPresent(event -> presence(event, batch));
            } else {
                roomEvents.decode(record).ifPresent(event -> rooms.translate(event, batch));
            }
        } catch (RuntimeException e) {
            // Whatever is wrong with it, the same record would be as wrong the next time.
            skipped.increment();
            LOG.warn(
                    "A record is skipped: {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.toString());
        }
    }

    /** Adds the frames of those who stopped typing by silence. */
    void expireTyping(PollBatch batch) {
        for (TypingTracker.Stopped stopped : typing.expire()) {
            showTyping(stopped.room(), new Typing(stopped.user(), false), batch);
        }
    }

    private void message(ConsumerRecord<String, byte[]> record, PollBatch batch) {
        String key = record.key();
        byte[] value = record.value();
        if (key == null || value == null) {
            throw new MalformedRecord("the key or the value is missing");
        }
        String type = CloudEventHeaders.type(record.headers());
        if (type == null) {
            throw new MalformedRecord("the type is missing");
        }
        UUID room = UUID.fromString(key);
        Optional<MessageChange> change = MessageChange.ofEvent(type);
        UUID command = waitingFor(record);
        if (command == null && !interest.has(room)) {
            return;
        }
        long seq = CloudEventHeaders.sequence(record.headers());
        EventBytes.Origin origin = EventBytes.check(value, room, seq);
        if (command != null && origin != null) {
            // Also where the asker's seat has ended meanwhile, or where others have seen it before.
            answers.onPublished(
                    new Published(command, room, origin.message(), origin.sender(), seq));
        }
        if (!interest.has(room)) {
            return;
        }
        // A kind that a newer version added has a place in the log too, though no frame here.
        batch.room(room)
                .add(
                        RoomFrame.ofLog(
                                seq,
                                change.map(c -> c.frame(Dialect.ACTIONS, value)).orElse(null),
                                change.map(c -> c.frame(Dialect.SIGNALS, value)).orElse(null)));
    }

    /**
     * The command that an event answers; null if none waits for it. An event that does not say of
     * which command it is answers nobody, and is shown.
     */
    private @Nullable UUID waitingFor(ConsumerRecord<String, byte[]> record) {
        try {
            UUID command = CloudEventHeaders.id(record.headers());
            return answers.isWaitedFor(command) ? command : null;
        } catch (MalformedRecord e) {
            return null;
        }
    }

    private void typing(Envelope<Typing> event, PollBatch batch) {
        if (interest.has(event.key()) && typing.on(event.key(), event.data())) {
            showTyping(event.key(), event.data(), batch);
        }
    }

    private static void showTyping(UUID room, Typing event, PollBatch batch) {
        User user = event.user();
        boolean isTyping = event.isTyping();
        var texts =
                new RoomFrame.Texts(
                        ServerFrames.typing(FrameStyle.ACTIONS, room, user, isTyping),
                        ServerFrames.typing(FrameStyle.SIGNALS, room, user, isTyping),
                        ServerFrames.typing(FrameStyle.SIGNALS_NAMING_ROOM, room, user, isTyping));
        batch.room(room).add(RoomFrame.besideLog(texts).exceptFor(user.id()));
    }

    private void read(Envelope<MessagesRead> event, PollBatch batch) {
        UUID room = event.key();
        if (!interest.has(room)) {
            return;
        }
        FrameText frame = ServerFrames.messagesRead(room, event.data());
        List<UUID> audience = event.data().audience();
        if (audience == null) {
            batch.room(room).add(RoomFrame.inActionsOnly(frame));
        } else {
            batch.room(room).addFor(audience, frame);
        }
    }

    private void presence(Envelope<PresenceEvent> event, PollBatch batch) {
        switch (event.data()) {
            case PresenceEvent.UserJoinedRoom joined ->
                    showStatus(joined.room(), joined, true, true, batch);
            case PresenceEvent.UserLeftRoom left ->
                    showStatus(left.room(), left, false, left.isOnline(), batch);
            case PresenceEvent.UserCameOnline online -> LOG.trace("No room's business: {}", online);
            case PresenceEvent.UserWentOffline offline ->
                    LOG.trace("No room's business: {}", offline);
        }
    }

    private void showStatus(
            UUID room, PresenceEvent event, boolean isJoined, boolean isOnline, PollBatch batch) {
        int sockets = interest.sockets(room);
        if (sockets > 0 && sockets <= statusSockets) {
            batch.room(room)
                    .add(
                            RoomFrame.inActionsOnly(
                                            ServerFrames.userStatus(
                                                    room, event.user(), isJoined, isOnline))
                                    .exceptFor(event.user().id()));
        }
    }
}
