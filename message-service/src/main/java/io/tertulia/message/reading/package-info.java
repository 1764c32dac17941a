/**
 * What each participant has read, beside the room log, and what follows from it: how much is
 * unread, and who has read a message. Nothing here passes through the writer, and nothing changes a
 * room's log.
 */
@NullMarked
package io.tertulia.message.reading;

import org.jspecify.annotations.NullMarked;
