/**
 * Serves the WebSockets of the chat: client frames become commands, events become frames. It keeps
 * nothing: any instance may die at any time, and its sockets resume from the room log elsewhere.
 */
@NullMarked
package io.tertulia.realtime;

import org.jspecify.annotations.NullMarked;
