/**
 * The published language of Tertulia: which topics exist, which records travel on them, how a
 * record becomes bytes, and in which partition a room is. It knows Kafka's record types and JSON,
 * and nothing else: no Spring, no database, no decisions.
 */
@NullMarked
package io.tertulia.events;

import org.jspecify.annotations.NullMarked;
