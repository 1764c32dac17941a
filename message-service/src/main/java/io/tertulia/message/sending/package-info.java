/**
 * The edge of the room log for REST clients: checks that a change is well-formed and asked for by a
 * participant, appends it as a command and waits for the writer's reply. It decides nothing that
 * the writer decides, and writes nothing itself.
 */
@NullMarked
package io.tertulia.message.sending;

import org.jspecify.annotations.NullMarked;
