/** Who is online, and in which rooms. */
@NullMarked
package io.tertulia.events.presence;

import org.jspecify.annotations.NullMarked;
