/**
 * What happens in a room's conversation: the commands that ask for a change, the events that tell
 * of it, and the replies to whoever asked.
 */
@NullMarked
package io.tertulia.events.message;

import org.jspecify.annotations.NullMarked;
