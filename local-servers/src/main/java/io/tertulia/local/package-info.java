/**
 * What the local servers have in common: how they say that they did not start. The servers
 * themselves are in the packages below.
 */
@NullMarked
package io.tertulia.local;

import org.jspecify.annotations.NullMarked;
