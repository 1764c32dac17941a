package io.tertulia.message.history;

import io.tertulia.events.User;
import io.tertulia.message.log.ReactionsCollection;
import io.tertulia.message.log.RoomLog;
import io.tertulia.web.CurrentUser;
import io.tertulia.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells callers with what they themselves reacted. Messages carry only counts, since their frames
 * are the same for everybody; a page of messages is asked about at once.
 */
@RestController
final class OwnReactionsController {

    /** As many as the largest page of messages has. */
    private static final int MOST_MESSAGES = 100;

    private final RoomLog log;

    OwnReactionsController(RoomLog log) {
        this.log = log;
    }

    /** By message; those to which the caller has not reacted are left out. */
    record OwnReactions(Map<UUID, List<String>> reactions) {}

    // Nobody else's doing is shown, so it does not matter which rooms the caller is still in.
    @GetMapping("/api/v1/chat/messages/my_reactions")
    OwnReactions ofCaller(
            @CurrentUser User caller, @RequestParam("message_ids") List<UUID> messageIds) {
        if (messageIds.size() > MOST_MESSAGES) {
            throw ProblemException.invalid(
                    "message_ids", "May name %d messages at most.".formatted(MOST_MESSAGES));
        }
        List<ReactionsCollection.Key> keys =
                messageIds.stream()
                        .map(message -> new ReactionsCollection.Key(message, caller.id()))
                        .toList();
        return new OwnReactions(
                log.reactions().find(keys).entrySet().stream()
                        .filter(own -> !own.getValue().isEmpty())
                        .collect(
                                Collectors.toMap(
                                        own -> own.getKey().message(), Map.Entry::getValue)));
    }
}
