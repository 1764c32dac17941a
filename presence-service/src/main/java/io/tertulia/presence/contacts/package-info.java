/**
 * Who shares a room with whom: a projection of {@code chat.room-events}, and the bounded question
 * that the REST edge asks it.
 */
@NullMarked
package io.tertulia.presence.contacts;

import org.jspecify.annotations.NullMarked;
