/**
 * What clients write down while they use a Tertulia: what they tried, what they were told, what
 * they saw. Nothing here judges; that is the checker's work.
 */
@NullMarked
package io.tertulia.guarantees.history;

import org.jspecify.annotations.NullMarked;
