package io.tertulia.message.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tertulia.events.User;
import io.tertulia.message.log.RoomUser;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Marks as read, over REST. */
@RestController
final class ReadController {

    private final ReadMarks marks;
    private final RoomAccess access;

    ReadController(ReadMarks marks, RoomAccess access) {
        this.marks = marks;
        this.access = access;
    }

    /** How many messages were unread before and are not any more. */
    record Marked(@JsonProperty("marked_as_read") long count) {}

    @PostMapping("/api/v1/chat/rooms/{room}/mark_all_read")
    Marked markAll(@CurrentUser User caller, @PathVariable UUID room) {
        access.requireReader(caller, room);
        return new Marked(marks.markAll(new RoomUser(room, caller.id())));
    }
}
