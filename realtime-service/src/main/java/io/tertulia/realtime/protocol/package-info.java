/**
 * The frames of both dialects, read from clients and written for them, and the close codes. It
 * knows bytes and JSON, and neither sockets nor Kafka.
 */
@NullMarked
package io.tertulia.realtime.protocol;

import org.jspecify.annotations.NullMarked;
