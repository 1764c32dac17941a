/**
 * A MongoDB-wire server inside this JVM, for the local stack and for tests: documents in memory,
 * every write in a journal before it is acknowledged. It listens on the loopback address only.
 */
@NullMarked
package io.tertulia.local.mongo;

import org.jspecify.annotations.NullMarked;
