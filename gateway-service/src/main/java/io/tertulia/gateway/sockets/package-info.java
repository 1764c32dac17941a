/**
 * WebSockets on their way to the realtime service: the upgrade is answered as that service answers
 * it, then frames and close codes pass both ways.
 */
@NullMarked
package io.tertulia.gateway.sockets;

import org.jspecify.annotations.NullMarked;
