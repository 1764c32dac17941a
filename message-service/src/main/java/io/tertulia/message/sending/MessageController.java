package io.tertulia.message.sending;

import io.tertulia.events.User;
import io.tertulia.events.message.CommandReply.Accepted;
import io.tertulia.events.message.Message;
import io.tertulia.events.message.MessageCommand.AddReaction;
import io.tertulia.events.message.MessageCommand.DeleteMessage;
import io.tertulia.events.message.MessageCommand.EditMessage;
import io.tertulia.events.message.MessageCommand.RemoveReaction;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageType;
import io.tertulia.message.history.MessageReader;
import io.tertulia.message.membership.RoomAccess;
import io.tertulia.web.CurrentUser;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes of messages, asked for over REST. */
@RestController
@RequestMapping("/api/v1/chat/messages")
final class MessageController {

    private final CommandSender commands;
    private final MessageReader messages;
    private final RoomAccess access;

    MessageController(CommandSender commands, MessageReader messages, RoomAccess access) {
        this.commands = commands;
        this.messages = messages;
        this.access = access;
    }

    /**
     * A message to be sent.
     *
     * @param id the client's own; sending it again sends nothing again
     * @param content may be missing where there is an attachment
     * @param attachmentId of an upload of the caller's in the same room
     */
    record SendRequest(
            @Nullable UUID room,
            @Nullable String content,
            @Nullable MessageType messageType,
            @Nullable UUID replyToId,
            @Nullable UUID attachmentId,
            @Nullable UUID id) {}

    record EditRequest(@Nullable String content) {}

    @PostMapping
    ResponseEntity<Message> send(@CurrentUser User caller, @RequestBody SendRequest request) {
        SendMessage command = RequestChecks.check(request, caller);
        access.requireWriter(caller, command.room());
        Accepted accepted = commands.send(command);
        return ResponseEntity.status(accepted.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(messages.stored(accepted.messageId()));
    }

    @RequestMapping(
            path = "/{id}",
            method = {RequestMethod.PUT, RequestMethod.PATCH})
    Message edit(
            @CurrentUser User caller, @PathVariable UUID id, @RequestBody EditRequest request) {
        Message message = messages.visible(caller, id);
        String content = RequestChecks.content(request.content(), message.attachment() != null);
        commands.send(new EditMessage(UUID.randomUUID(), message.room(), caller, id, content));
        return messages.stored(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@CurrentUser User caller, @PathVariable UUID id) {
        UUID room = messages.visible(caller, id).room();
        commands.send(new DeleteMessage(UUID.randomUUID(), room, caller, id));
    }

    @PutMapping("/{id}/reactions/{emoji}")
    Message react(@CurrentUser User caller, @PathVariable UUID id, @PathVariable String emoji) {
        UUID room = messages.visible(caller, id).room();
        commands.send(new AddReaction(UUID.randomUUID(), room, caller, id, emoji));
        return messages.stored(id);
    }

    @DeleteMapping("/{id}/reactions/{emoji}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@CurrentUser User caller, @PathVariable UUID id, @PathVariable String emoji) {
        UUID room = messages.visible(caller, id).room();
        commands.send(new RemoveReaction(UUID.randomUUID(), room, caller, id, emoji));
    }
}
