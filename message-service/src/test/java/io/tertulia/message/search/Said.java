package io.tertulia.message.search;

import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.RoomHead;
import io.tertulia.message.log.RoomLog;
import io.tertulia.test.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages as the log would hold them. */
final class Said {

    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final User ANA = People.someone("Ana");

    private Said() {}

    /** Something said at noon, as of a change; empty content stands for a deleted message. */
    static LoggedMessage message(UUID room, long number, long seq, String content) {
        return message(room, number, seq, content, NOON);
    }

    static LoggedMessage message(UUID room, long number, long seq, String content, Instant at) {
        var message =
                new Message(
                        new UUID(room.getMostSignificantBits(), number),
                        room,
                        seq,
                        number,
                        ANA,
                        content,
                        MessageType.TEXT,
                        null,
                        null,
                        at,
                        null,
                        false,
                        content.isEmpty(),
                        Map.of());
        return new LoggedMessage(message, seq);
    }

    /** Puts what was said in a room into a log. */
    static void in(RoomLog log, UUID room, String... contents) {
        for (int i = 0; i < contents.length; i++) {
            log.messages().put(List.of(message(room, i + 1, i + 1, contents[i])));
        }
        log.heads()
                .raise(
                        List.of(
                                new RoomHead(
                                        room,
                                        contents.length,
                                        contents.length,
                                        NOON,
                                        new LogOffset("epoch", 0, contents.length))));
    }
}
