/**
 * Tells the world what was committed: what is pending in a room's document is applied to the
 * participants' documents, published to Kafka in order, and then forgotten. Nothing is lost by a
 * crash at any point, since what is not told stays pending.
 */
@NullMarked
package io.tertulia.room.outbox;

import org.jspecify.annotations.NullMarked;
