/** What happens to rooms and to who takes part in them. */
@NullMarked
package io.tertulia.events.room;

import org.jspecify.annotations.NullMarked;
