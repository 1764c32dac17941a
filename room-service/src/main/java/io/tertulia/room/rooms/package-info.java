/**
 * What clients and other services ask of rooms: finding, creating and changing them, over HTTP. The
 * decisions are in {@code rules}, the documents in {@code store}.
 */
@NullMarked
package io.tertulia.room.rooms;

import org.jspecify.annotations.NullMarked;
