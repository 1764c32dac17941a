/**
 * What an open socket may ask for: turns each client frame into its effect and answers it. One
 * Netty handler per socket, all its state on the socket's own event loop.
 */
@NullMarked
package io.tertulia.realtime.session;

import org.jspecify.annotations.NullMarked;
