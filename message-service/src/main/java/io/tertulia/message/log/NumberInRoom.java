package io.tertulia.message.log;

import java.util.UUID;

/** A message's place among the messages of its room. */
public record NumberInRoom(UUID room, long number) {}
