/**
 * Takes the text of deleted messages out of what the room log keeps of them: their earlier states
 * and the answers that quote them. It was shown to nobody since the deletion; afterwards it is not
 * there any more.
 */
@NullMarked
package io.tertulia.message.erasing;

import org.jspecify.annotations.NullMarked;
