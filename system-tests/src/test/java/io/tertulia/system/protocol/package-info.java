/**
 * What the client contract promises beyond the seeds, through the gateway against the whole stack:
 * accounts, roles, ids that may be sent again, places in the log, sockets that end.
 */
@NullMarked
package io.tertulia.system.protocol;

import org.jspecify.annotations.NullMarked;
