/**
 * The room log's service: it alone changes what was said in a room and it alone tells what was
 * said. This package only puts the features together.
 */
@NullMarked
package io.tertulia.message;

import org.jspecify.annotations.NullMarked;
