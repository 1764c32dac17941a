package io.tertulia.guarantees.history;

import java.util.UUID;

/**
 * A message on a page of a room's history.
 *
 * @param seq where it was sent in the room's log
 * @param number which of the room's messages it is, from 1
 * @param content the digest of its text
 * @param sentAt in milliseconds since 1970
 */
public record Listed(UUID message, long seq, long number, long content, long sentAt) {}
