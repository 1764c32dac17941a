/**
 * How this service reaches Kafka: its one producer, its consumers' settings and the topics it owns.
 * What travels there is the other packages' business.
 */
@NullMarked
package io.tertulia.realtime.kafka;

import org.jspecify.annotations.NullMarked;
