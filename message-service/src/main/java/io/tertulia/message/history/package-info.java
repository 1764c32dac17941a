/**
 * Reads the room log for clients: pages of messages, what happened after a place, the heads of
 * rooms. Everything it shows lies below a room's head, so it never shows a hole, and everything it
 * reads it finds by known ids.
 */
@NullMarked
package io.tertulia.message.history;

import org.jspecify.annotations.NullMarked;
