/**
 * How records come in from Kafka: what cannot be read is put aside and counted, so that it never
 * stops the records behind it. Failures of our own are retried and stop their partition instead.
 */
@NullMarked
package io.tertulia.presence.intake;

import org.jspecify.annotations.NullMarked;
