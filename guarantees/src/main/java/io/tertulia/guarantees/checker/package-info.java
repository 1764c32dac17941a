/**
 * Decides whether histories fit what is promised: a pure function of what clients wrote down. Each
 * rule is a class that looks at one promise and names what breaks it.
 */
@NullMarked
package io.tertulia.guarantees.checker;

import org.jspecify.annotations.NullMarked;
