/**
 * Signs access tokens and publishes the keys that prove them. Keys are rotated by age, and every
 * instance on the same database signs with the same one.
 */
@NullMarked
package io.tertulia.identity.tokens;

import org.jspecify.annotations.NullMarked;
