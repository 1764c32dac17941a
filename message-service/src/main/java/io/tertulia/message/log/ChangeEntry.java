package io.tertulia.message.log;

import java.time.Instant;

/**
 * A change without the message.
 *
 * @param number of the message that it concerns
 * @param lastNumber how many messages the room had after it
 */
public record ChangeEntry(long seq, ChangeType type, Instant at, long number, long lastNumber) {}
