/**
 * From leases to presence: a pure decision per person, one atomic write of what was decided and
 * what there is to tell, and the telling. Any instance may do any of it for anybody at any time.
 */
@NullMarked
package io.tertulia.presence.tracking;

import org.jspecify.annotations.NullMarked;
