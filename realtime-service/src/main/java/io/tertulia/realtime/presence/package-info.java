/**
 * Tells presence-service, by leases, who has which rooms open on this instance. Silence ends a
 * lease, so a killed instance needs no cleaning up.
 */
@NullMarked
package io.tertulia.realtime.presence;

import org.jspecify.annotations.NullMarked;
