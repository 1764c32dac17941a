package io.tertulia.message.history;

import io.tertulia.events.message.Message;
import io.tertulia.events.message.Message.RepliedMessage;
import io.tertulia.message.log.LoggedMessage;
import io.tertulia.message.log.MessagesCollection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows in replies the messages that they answer as these are now: what was deleted must not live
 * on in a quote. One query for a page, and none for a page without replies.
 */
final class Quotes {

    private final MessagesCollection messages;

    Quotes(MessagesCollection messages) {
        this.messages = messages;
    }

    List<Message> refresh(List<Message> page) {
        Map<UUID, LoggedMessage> quoted = quoted(page);
        return page.stream().map(message -> refresh(message, quoted)).toList();
    }

    Message refresh(Message message) {
        return refresh(message, quoted(List.of(message)));
    }

    private Map<UUID, LoggedMessage> quoted(Collection<Message> page) {
        return messages.byMessageId(
                page.stream()
                        .map(Message::replyTo)
                        .filter(Objects::nonNull)
                        .map(RepliedMessage::id)
                        .collect(Collectors.toSet()));
    }

    private static Message refresh(Message message, Map<UUID, LoggedMessage> quoted) {
        RepliedMessage replyTo = message.replyTo();
        LoggedMessage now = replyTo == null ? null : quoted.get(replyTo.id());
        if (replyTo == null || now == null) {
            return message;
        }
        String content = now.message().content();
        return content.equals(replyTo.content())
                ? message
                : quoting(
                        message, new RepliedMessage(replyTo.id(), now.message().sender(), content));
    }

    private static Message quoting(Message message, @Nullable RepliedMessage replyTo) {
        return new Message(
                message.id(),
                message.room(),
                message.seq(),
                message.number(),
                message.sender(),
                message.content(),
                message.messageType(),
                replyTo,
                message.attachment(),
                message.createdAt(),
                message.editedAt(),
                message.isEdited(),
                message.isDeleted(),
                message.reactions());
    }
}
