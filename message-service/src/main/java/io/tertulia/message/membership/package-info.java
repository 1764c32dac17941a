/**
 * Who takes part in which room, as far as this service needs to know it: a projection of the room
 * events, and room-service itself where a question may have outrun the event. Nothing here owns the
 * truth; everything can be built again.
 */
@NullMarked
package io.tertulia.message.membership;

import org.jspecify.annotations.NullMarked;
