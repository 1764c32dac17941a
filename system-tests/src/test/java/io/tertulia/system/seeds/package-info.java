/**
 * One test for each line of the two seed documents, "Sistema de Chat en Tiempo Real" and "Guía de
 * Implementación - Backend WebSocket", named after the line and quoting it: whoever wrote a client
 * from them finds it working.
 *
 * <p>Lines that install or configure Django, Channels and Redis ask for nothing that a client could
 * see. Two lines about performance are proved elsewhere: several servers that share their sockets
 * by {@code SeparateFaultsIT}, frequent queries that use an index by the benchmarks.
 */
@NullMarked
package io.tertulia.system.seeds;

import org.jspecify.annotations.NullMarked;
