/**
 * Logging in, staying logged in, logging out. A session is one refresh token of one person; guesses
 * at passwords are counted and slowed down here.
 */
@NullMarked
package io.tertulia.identity.login;

import org.jspecify.annotations.NullMarked;
