/**
 * The only public port of Tertulia. The root package starts the service; each package below it
 * holds one thing that happens to a request on its way.
 */
@NullMarked
package io.tertulia.gateway;

import org.jspecify.annotations.NullMarked;
