package io.tertulia.room.rules;

import io.tertulia.events.room.Room;
import java.time.Instant;

/** Rooms that differ from another in one thing. */
final class Rooms {

    private Rooms() {}

    static Room withCount(Room room, int participantCount) {
        return new Room(
                room.id(),
                room.name(),
                room.description(),
                room.roomType(),
                room.visibility(),
                participantCount,
                room.createdBy(),
                room.isActive(),
                room.createdAt(),
                room.updatedAt());
    }

    static Room closed(Room room, Instant at) {
        return new Room(
                room.id(),
                room.name(),
                room.description(),
                room.roomType(),
                room.visibility(),
                room.participantCount(),
                room.createdBy(),
                false,
                room.createdAt(),
                at);
    }

    static Room edited(Room room, RoomChange.Edit edit, Instant at) {
        return new Room(
                room.id(),
                edit.name() == null ? room.name() : edit.name(),
                edit.description() == null ? room.description() : edit.description(),
                room.roomType(),
                edit.visibility() == null ? room.visibility() : edit.visibility(),
                room.participantCount(),
                room.createdBy(),
                room.isActive(),
                room.createdAt(),
                at);
    }
}
