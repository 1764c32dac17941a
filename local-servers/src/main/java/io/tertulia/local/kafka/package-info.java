/**
 * A real Kafka broker inside this JVM, for the local stack and for tests. It listens on the
 * loopback address only and keeps its records in one folder.
 */
@NullMarked
package io.tertulia.local.kafka;

import org.jspecify.annotations.NullMarked;
