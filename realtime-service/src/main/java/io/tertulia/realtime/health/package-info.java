/**
 * Says whether this instance can do its job: its threads live, its port is bound, and a command is
 * answered through the log.
 */
@NullMarked
package io.tertulia.realtime.health;

import org.jspecify.annotations.NullMarked;
