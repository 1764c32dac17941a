/**
 * Asks message-service for a room's log: whether somebody takes part, how far the log is, and what
 * happened after a place in it.
 */
@NullMarked
package io.tertulia.realtime.roomlog;

import org.jspecify.annotations.NullMarked;
