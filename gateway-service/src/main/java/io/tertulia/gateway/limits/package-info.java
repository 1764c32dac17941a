/**
 * How much one caller may send: bytes of a body, requests a second. Both are bounded in memory here
 * too.
 */
@NullMarked
package io.tertulia.gateway.limits;

import org.jspecify.annotations.NullMarked;
