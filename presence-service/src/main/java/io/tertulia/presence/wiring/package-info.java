/**
 * The database, the topics and what else must be there before the service can work. It is tried
 * until it works, so that services may be started in any order.
 */
@NullMarked
package io.tertulia.presence.wiring;

import org.jspecify.annotations.NullMarked;
