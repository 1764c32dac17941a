/**
 * The way into a WebSocket: checks path, token, membership and limits, refuses by HTTP, then brings
 * the socket up to the head of its room's log.
 */
@NullMarked
package io.tertulia.realtime.upgrade;

import org.jspecify.annotations.NullMarked;
