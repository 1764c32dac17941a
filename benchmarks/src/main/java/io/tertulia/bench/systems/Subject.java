package io.tertulia.bench.systems;

import io.tertulia.bench.load.Dialogue;
import io.tertulia.bench.load.Dialogue.Seat;
import java.io.IOException;
import java.util.List;

/** A running system that is measured. */
public interface Subject extends AutoCloseable {

    Dialogue dialogue();

    ProcessTree processes();

    /** Whether it promises all members of a room the same order. */
    boolean isOneOrder();

    /**
     * New rooms, and a place in them for each of their members: room by room.
     *
     * @throws IOException if they cannot be made
     */
    List<Seat> seats(int rooms, int members) throws IOException;

    @Override
    void close();
}
