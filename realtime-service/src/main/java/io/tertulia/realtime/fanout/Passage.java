package io.tertulia.realtime.fanout;

import java.util.UUID;

/**
 * Somebody came into a room or went out of it.
 *
 * @param isIn whether they take part from now on, or no longer
 * @param version of the room event that says so: the higher of two is the newer
 */
record Passage(UUID user, boolean isIn, long version) {

    boolean isOf(UUID person) {
        return user.equals(person);
    }
}
