/** The load generator: sockets that talk, and check what they are shown. */
@NullMarked
package io.tertulia.bench.load;

import org.jspecify.annotations.NullMarked;
