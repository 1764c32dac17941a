/**
 * Finds messages by their words. An index is filled from the room log's events, a moment after the
 * writer has done its work, and can be made anew from the log at any time: nothing is decided by
 * what stands in it.
 */
@NullMarked
package io.tertulia.message.search;

import org.jspecify.annotations.NullMarked;
