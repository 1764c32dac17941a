/**
 * WebSockets on their way to the realtime service: the upgrade is answered as that service answers
 * it, and after the 101 bytes pass both ways unread. Nothing here knows what a frame is.
 */
@NullMarked
package io.tertulia.gateway.sockets;

import org.jspecify.annotations.NullMarked;
