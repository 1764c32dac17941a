/**
 * Which service answers which path, and which of its instances. An instance that refuses a
 * connection is passed over at once.
 */
@NullMarked
package io.tertulia.gateway.routing;

import org.jspecify.annotations.NullMarked;
