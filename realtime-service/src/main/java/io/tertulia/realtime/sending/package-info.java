/**
 * Appends commands to the room log and hands each its answer: the event that it has caused, where
 * the room's events are read here, else a reply. Replies come on one partition of the reply topic,
 * chosen at random when the instance starts.
 */
@NullMarked
package io.tertulia.realtime.sending;

import org.jspecify.annotations.NullMarked;
