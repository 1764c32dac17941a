/**
 * Problem details for whatever the gateway answers itself. Nothing here knows why a request was
 * refused; the features say so with a refusal.
 */
@NullMarked
package io.tertulia.gateway.problems;

import org.jspecify.annotations.NullMarked;
