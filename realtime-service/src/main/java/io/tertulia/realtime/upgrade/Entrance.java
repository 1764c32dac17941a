package io.tertulia.realtime.upgrade;

import io.tertulia.realtime.fanout.Seating;
import io.tertulia.realtime.sockets.ChatSocket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A way in, behind the checks that all have in common: takes seats, proves that the visitor takes
 * part, and only then has the connection upgraded. Blocks, so it is called on virtual threads.
 */
interface Entrance {

    /** What is left to do for a client that is in. */
    interface Arrival {

        /** Brings the client up to date. Blocks. */
        void bringUp() throws InterruptedException;
    }

    /**
     * Lets a client in.
     *
     * @param upgrade switches the connection to WebSocket and opens the session; completes with
     *     false if the connection was gone before. From true on the session owns place and seats
     * @return null if the connection was gone
     * @throws Refused if the client may not come in, or not now; its seats are given back then
     */
    @Nullable Arrival enter(
            UpgradeRequest request,
            ChatSocket socket,
            Function<Seating, CompletableFuture<Boolean>> upgrade)
            throws Refused, InterruptedException;
}
