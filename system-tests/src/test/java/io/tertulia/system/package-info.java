/**
 * Tests of the whole product from outside: processes, HTTP, WebSockets, Kafka and a browser. They
 * know what the client contract says and nothing of how it is kept.
 */
@NullMarked
package io.tertulia.system;

import org.jspecify.annotations.NullMarked;
