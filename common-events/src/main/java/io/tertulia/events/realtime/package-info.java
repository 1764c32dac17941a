/** Short-lived signals between realtime instances and presence; private, never stored. */
@NullMarked
package io.tertulia.events.realtime;

import org.jspecify.annotations.NullMarked;
