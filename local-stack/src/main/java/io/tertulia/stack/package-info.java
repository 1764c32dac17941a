/**
 * Runs all of Tertulia on one machine: broker, database and every service, in one process or each
 * in a process of its own. The services do not know which: they talk through HTTP and Kafka either
 * way.
 */
@NullMarked
package io.tertulia.stack;

import org.jspecify.annotations.NullMarked;
