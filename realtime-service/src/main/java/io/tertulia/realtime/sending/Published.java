package io.tertulia.realtime.sending;

import java.util.UUID;

/**
 * What an event says of the command that made it.
 *
 * @param message the message that was sent or changed
 * @param sender who has sent that message
 * @param seq the change's place in the room's log
 */
public record Published(UUID command, UUID room, UUID message, UUID sender, long seq) {}
