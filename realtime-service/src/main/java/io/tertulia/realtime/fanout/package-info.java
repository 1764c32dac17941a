/**
 * Brings events from Kafka to the sockets of their rooms, in order, each once. It reads only the
 * partitions of rooms that have sockets here.
 */
@NullMarked
package io.tertulia.realtime.fanout;

import org.jspecify.annotations.NullMarked;
