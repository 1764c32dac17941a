/** What is measured about a system. */
@NullMarked
package io.tertulia.bench.scenarios;

import org.jspecify.annotations.NullMarked;
