/**
 * Where those wait who have appended a command to Kafka. Whoever answers commands, the writer and
 * the marking of what is read, finds the way back to the asker here.
 */
@NullMarked
package io.tertulia.message.replying;

import org.jspecify.annotations.NullMarked;
