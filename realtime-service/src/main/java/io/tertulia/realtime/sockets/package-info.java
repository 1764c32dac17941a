/**
 * Open WebSockets on our own Netty server: event loops, bounded outbound queues, limits, silence
 * and orderly closing. It knows no rooms.
 */
@NullMarked
package io.tertulia.realtime.sockets;

import org.jspecify.annotations.NullMarked;
