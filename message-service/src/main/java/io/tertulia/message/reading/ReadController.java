package io.tertulia.message.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tertulia.events.User;
import io.tertulia.events.message.Message;
import io.tertulia.message.history.MessageReader;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.message.reading.MessageReaders.Reader;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.Page;
import io.tertulia.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Marks as read, and shows who has read, over REST. */
@RestController
@RequestMapping("/api/v1/chat")
final class ReadController {

    private final ReadMarker marker;
    private final MessageReaders readers;
    private final MessageReader messages;
    private final RoomAccess access;

    ReadController(
            ReadMarker marker, MessageReaders readers, MessageReader messages, RoomAccess access) {
        this.marker = marker;
        this.readers = readers;
        this.messages = messages;
        this.access = access;
    }

    record MarkRequest(@NotNull @Size(max = ReadRound.MOST_IDS) List<@NotNull UUID> messageIds) {}

    /** How many messages were unread before and are not any more. */
    record MarkedResponse(@JsonProperty("marked_as_read") long count) {}

    /** Somebody who has read a message. */
    record ReadView(User user, Instant readAt) {}

    @PostMapping("/messages/mark_read")
    MarkedResponse mark(@CurrentUser User caller, @RequestBody @Valid MarkRequest request) {
        return new MarkedResponse(marker.mark(caller, Set.copyOf(request.messageIds())));
    }

    @PostMapping("/rooms/{room}/mark_all_read")
    MarkedResponse markAll(@CurrentUser User caller, @PathVariable UUID room) {
        access.requireReader(caller, room);
        return new MarkedResponse(marker.markAll(caller, room));
    }

    @GetMapping("/messages/{id}/reads")
    Page<ReadView> reads(@CurrentUser User caller, @PathVariable UUID id, PageQuery query) {
        Message message = messages.visible(caller, id);
        Page<Reader> page = Page.cut(query, readers.of(message));
        Map<UUID, User> people = readers.named(message.room(), page.results());
        return page.map(
                reader ->
                        new ReadView(
                                people.getOrDefault(
                                        reader.user(), new User(reader.user(), "", "", "")),
                                reader.readAt()));
    }
}
