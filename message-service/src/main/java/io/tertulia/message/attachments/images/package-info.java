/**
 * Looks at pictures that strangers made: how large they are, by their headers, and a small picture
 * of each. What a header claims is held against bounds before anything is allocated for it, and
 * what cannot be read within them is a file like any other.
 */
@NullMarked
package io.tertulia.message.attachments.images;

import org.jspecify.annotations.NullMarked;
