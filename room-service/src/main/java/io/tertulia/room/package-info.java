/**
 * Rooms, who takes part in them, direct chats between two people, and the directory of people. This
 * package only puts the service together; each feature has a package of its own.
 */
@NullMarked
package io.tertulia.room;

import org.jspecify.annotations.NullMarked;
