/**
 * The directory of people. Everybody who calls with a token is entered as the token says, so that
 * others can find them and take them into rooms.
 */
@NullMarked
package io.tertulia.room.people;

import org.jspecify.annotations.NullMarked;
