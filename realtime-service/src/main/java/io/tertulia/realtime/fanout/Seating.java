package io.tertulia.realtime.fanout;

import io.tertulia.realtime.sockets.ChatSocket;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a socket shows: one room, or all rooms of its visitor. */
public sealed interface Seating permits OneRoom, AllRooms {

    ChatSocket socket();

    /** The room that needs no naming; null for a socket of all rooms. */
    @Nullable UUID onlyRoom();

    /** Whether the socket shows a room; on its event loop. */
    boolean shows(UUID room);

    /** The rooms that others are told the visitor has open; on the socket's event loop. */
    Set<UUID> lookedAt();
}
