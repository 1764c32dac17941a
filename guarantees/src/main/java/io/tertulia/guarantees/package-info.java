/**
 * A program that breaks a running Tertulia on purpose and proves from outside that nothing
 * acknowledged is lost, repeated or reordered. It shares no code with the services: it speaks HTTP,
 * WebSocket and Kafka as any client does.
 */
@NullMarked
package io.tertulia.guarantees;

import org.jspecify.annotations.NullMarked;
