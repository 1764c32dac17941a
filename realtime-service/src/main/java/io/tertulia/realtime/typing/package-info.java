/**
 * Who is typing: tells the other instances, and ends it by itself when nobody renews it. Nothing of
 * it is ever stored.
 */
@NullMarked
package io.tertulia.realtime.typing;

import org.jspecify.annotations.NullMarked;
