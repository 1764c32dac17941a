/**
 * The REST edge: the online status of the caller and of the people who share a room with the
 * caller. It only reads.
 */
@NullMarked
package io.tertulia.presence.status;

import org.jspecify.annotations.NullMarked;
