/**
 * How other services are asked over HTTP, in the name of the person whose token is given. What they
 * are asked, and what their answers mean, is the business of the packages that ask.
 */
@NullMarked
package io.tertulia.realtime.asking;

import org.jspecify.annotations.NullMarked;
