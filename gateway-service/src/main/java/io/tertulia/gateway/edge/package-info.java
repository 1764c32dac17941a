/**
 * What happens to every request before anything else sees it: a request id, our own forwarded
 * headers instead of the client's, and the token moved from wherever it came to one header. After
 * it no address holds a secret, so that none can reach a log.
 */
@NullMarked
package io.tertulia.gateway.edge;

import org.jspecify.annotations.NullMarked;
