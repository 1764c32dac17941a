/** What is measured, and how it is started. */
@NullMarked
package io.tertulia.bench.systems;

import org.jspecify.annotations.NullMarked;
