/**
 * Rooms in MongoDB. One write to a room's document commits a change with the events that tell of
 * it; participants' and people's own documents follow from those, and may be written again.
 */
@NullMarked
package io.tertulia.room.store;

import org.jspecify.annotations.NullMarked;
