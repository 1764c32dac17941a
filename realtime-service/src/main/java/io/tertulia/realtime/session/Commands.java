package io.tertulia.realtime.session;

import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand;
import io.tertulia.events.reading.MarkRead;
import io.tertulia.realtime.protocol.ClientFrame;
import java.util.List;
import java.util.UUID;

/** What client frames ask of message-service. Only a message's id is ever the client's own. */
final class Commands {

    private Commands() {}

    static MessageCommand of(ClientFrame.Change change, User by) {
        UUID room = change.room();
        return switch (change) {
            case ClientFrame.SendMessage message ->
                    new MessageCommand.SendMessage(
                            message.id(),
                            room,
                            by,
                            message.content(),
                            message.messageType(),
                            message.replyToId(),
                            message.attachmentId());
            case ClientFrame.EditMessage(var _, var _, UUID message, String content) ->
                    new MessageCommand.EditMessage(fresh(), room, by, message, content);
            case ClientFrame.DeleteMessage(var _, var _, UUID message) ->
                    new MessageCommand.DeleteMessage(fresh(), room, by, message);
            case ClientFrame.AddReaction(var _, var _, UUID message, String emoji) ->
                    new MessageCommand.AddReaction(fresh(), room, by, message, emoji);
            case ClientFrame.RemoveReaction(var _, var _, UUID message, String emoji) ->
                    new MessageCommand.RemoveReaction(fresh(), room, by, message, emoji);
        };
    }

    static MarkRead markRead(UUID room, User by, List<UUID> messages) {
        return new MarkRead(fresh(), room, by, messages);
    }

    private static UUID fresh() {
        return UUID.randomUUID();
    }
}
