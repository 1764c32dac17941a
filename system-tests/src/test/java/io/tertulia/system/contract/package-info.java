/**
 * The contract as documents: that {@code docs/openapi.yaml} and {@code docs/asyncapi.yaml} are
 * sound, and that the product answers what they say, to whoever asks whatever.
 */
@NullMarked
package io.tertulia.system.contract;

import org.jspecify.annotations.NullMarked;
