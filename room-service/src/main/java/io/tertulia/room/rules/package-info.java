/**
 * What a room is and what may happen to it. Decisions are pure: they take the room as it is and a
 * change that somebody asks for, and give the room as it will be with the events that tell of it.
 */
@NullMarked
package io.tertulia.room.rules;

import org.jspecify.annotations.NullMarked;
