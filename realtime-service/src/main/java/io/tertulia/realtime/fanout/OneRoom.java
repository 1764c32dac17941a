package io.tertulia.realtime.fanout;

import io.tertulia.realtime.sockets.ChatSocket;
import java.util.Set;
import java.util.UUID;

/** A socket of one room. */
public record OneRoom(Seat seat) implements Seating {

    @Override
    public ChatSocket socket() {
        return seat.socket();
    }

    @Override
    public UUID onlyRoom() {
        return seat.room();
    }

    @Override
    public boolean shows(UUID room) {
        return seat.room().equals(room);
    }

    @Override
    public Set<UUID> lookedAt() {
        return Set.of(seat.room());
    }
}
