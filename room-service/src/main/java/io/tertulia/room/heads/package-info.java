/**
 * What rooms look like from message-service: their last message and how much of them is unread. It
 * asks on behalf of the caller, with the caller's own token.
 */
@NullMarked
package io.tertulia.room.heads;

import org.jspecify.annotations.NullMarked;
