package io.tertulia.events.room;

import io.tertulia.events.User;

/**
 * A change of a room or of who takes part in it. The envelope's sequence is the room's version: a
 * consumer that keeps the highest version it has applied may see events again without harm.
 */
public sealed interface RoomEvent {

    /** The room as it is after the event. */
    Room room();

    /** A room was created; its first participants follow as {@link ParticipantJoined}. */
    record RoomCreated(Room room) implements RoomEvent {}

    /** Name, description, visibility or activity of a room changed. */
    record RoomUpdated(Room room) implements RoomEvent {}

    /** Somebody takes part from now on. */
    record ParticipantJoined(Room room, User user, Role role) implements RoomEvent {}

    /** Somebody takes part no longer. */
    record ParticipantLeft(Room room, User user) implements RoomEvent {}

    /** A participant has another role. */
    record ParticipantRoleChanged(Room room, User user, Role role) implements RoomEvent {}
}
