/** What people have read: the request to mark it, and what others are told. Private. */
@NullMarked
package io.tertulia.events.reading;

import org.jspecify.annotations.NullMarked;
