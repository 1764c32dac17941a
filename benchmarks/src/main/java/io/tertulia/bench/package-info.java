/** Programs that measure a running Tertulia from outside, as its clients see it. */
@NullMarked
package io.tertulia.bench;

import org.jspecify.annotations.NullMarked;
