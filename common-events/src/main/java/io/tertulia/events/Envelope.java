package io.tertulia.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A record of a topic together with what every consumer needs to know about it without reading it.
 *
 * @param id unique for ever: the same event published again after a crash carries the same id, so a
 *     consumer may drop what it has seen
 * @param key what the topic is ordered by: a room's id or a user's id
 * @param sequence the place in the order of the key: 1, 2, 3…; 0 where the topic has no such order
 * @param time when it happened, UTC
 */
public record Envelope<E>(UUID id, UUID key, long sequence, Instant time, E data) {}
