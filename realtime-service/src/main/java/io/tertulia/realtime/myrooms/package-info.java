/**
 * Which rooms somebody takes part in, and where their logs end: what a socket for all rooms begins
 * with. room-service is asked for the first, since it owns the truth, message-service for the
 * other.
 */
@NullMarked
package io.tertulia.realtime.myrooms;

import org.jspecify.annotations.NullMarked;
