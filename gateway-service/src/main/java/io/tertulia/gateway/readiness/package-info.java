/**
 * Whether a message could go end to end, asked of the services when somebody asks us. The answer
 * names the service that is missing and nothing more.
 */
@NullMarked
package io.tertulia.gateway.readiness;

import org.jspecify.annotations.NullMarked;
