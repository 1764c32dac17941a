/** Who may come in: origins of pages, and tokens. Rights inside a room are the services' matter. */
@NullMarked
package io.tertulia.gateway.access;

import org.jspecify.annotations.NullMarked;
