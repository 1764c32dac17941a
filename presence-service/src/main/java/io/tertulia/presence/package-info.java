/**
 * The presence service: who is online, since when, and for whom to see. It turns the leases of
 * realtime instances into facts about people.
 */
@NullMarked
package io.tertulia.presence;

import org.jspecify.annotations.NullMarked;
