/**
 * {@code ./tertulia prove}: stacks in several shapes, one after another, each under load and
 * faults, then checked; and the table at the end.
 */
@NullMarked
package io.tertulia.guarantees.run;

import org.jspecify.annotations.NullMarked;
