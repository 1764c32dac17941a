/**
 * The web client's files, held in memory. What is not in the table does not exist, so no path can
 * lead out of it.
 */
@NullMarked
package io.tertulia.gateway.files;

import org.jspecify.annotations.NullMarked;
