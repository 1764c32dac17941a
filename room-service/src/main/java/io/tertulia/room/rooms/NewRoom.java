package io.tertulia.room.rooms;

import io.tertulia.events.User;
import io.tertulia.events.room.Visibility;
import java.util.List;

/**
 * A group to create, with everything checked.
 *
 * @param others who take part from the start, without the creator, each once
 */
record NewRoom(String name, String description, Visibility visibility, List<User> others) {

    NewRoom {
        others = List.copyOf(others);
    }
}
