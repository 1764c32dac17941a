package io.tertulia.message.log;

import java.util.UUID;

/** Where a message stands and who sent it: what can be asked of many messages at little cost. */
public record MessagePlace(UUID id, UUID room, long number, UUID sender) {}
