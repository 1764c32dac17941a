package io.tertulia.message.log;

/** A record's place in the topic of commands. Two deliveries of one record have the same place. */
public record LogOffset(int partition, long offset) {}
