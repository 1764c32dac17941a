/**
 * Breaks things: kills, stops and restarts processes of a stack that this program started, slows
 * and cuts off its database, repeats commands, and sends clients away. What is broken when, a seed
 * decides.
 */
@NullMarked
package io.tertulia.guarantees.faults;

import org.jspecify.annotations.NullMarked;
