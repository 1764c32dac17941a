/**
 * WebSocket frames byte by byte, as no proper client sends them, with what RFC 6455 and the client
 * contract ask of a server that gets them. The same cases are thrown at realtime-service itself and
 * at the gateway.
 */
@NullMarked
package io.tertulia.test.frames;

import org.jspecify.annotations.NullMarked;
