package io.tertulia.message.writing;

import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.DeleteMessage;
import io.tertulia.events.message.MessageCommand.EditMessage;
import io.tertulia.events.message.MessageCommand.Probe;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands of one person in one room, each with an id of its own. */
record Ask(UUID room, User by) {

    SendMessage send(String content) {
        return send(UUID.randomUUID(), content, null);
    }

    SendMessage send(UUID id, String content, @Nullable UUID replyTo) {
        return new SendMessage(id, room, by, content, MessageType.TEXT, replyTo, null);
    }

    SendMessage attach(UUID upload) {
        return new SendMessage(UUID.randomUUID(), room, by, "", MessageType.TEXT, null, upload);
    }

    EditMessage edit(UUID message, String content) {
        return new EditMessage(UUID.randomUUID(), room, by, message, content);
    }

    DeleteMessage delete(UUID message) {
        return new DeleteMessage(UUID.randomUUID(), room, by, message);
    }

    AddReaction react(UUID message, String emoji) {
        return new AddReaction(UUID.randomUUID(), room, by, message, emoji);
    }

    RemoveReaction takeBack(UUID message, String emoji) {
        return new RemoveReaction(UUID.randomUUID(), room, by, message, emoji);
    }

    Probe probe() {
        return new Probe(UUID.randomUUID(), room, by);
    }
}
