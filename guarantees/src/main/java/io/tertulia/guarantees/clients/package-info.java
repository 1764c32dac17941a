/**
 * Clients that use a Tertulia as people's programs do, whatever breaks under them, and write down
 * everything. They keep to what is told to authors of clients: remember the last place, come back
 * with it, send again with the same id.
 */
@NullMarked
package io.tertulia.guarantees.clients;

import org.jspecify.annotations.NullMarked;
