package io.tertulia.realtime.fanout;

import io.tertulia.realtime.sockets.ChatSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Runs something on a socket's event loop and waits for it, on a virtual thread: a loop never
 * waits, so this is short.
 */
final class OnLoop {

    private OnLoop() {}

    static void run(ChatSocket socket, Runnable work) throws InterruptedException {
        await(CompletableFuture.runAsync(work, socket.loop()));
    }

    static <T> T get(ChatSocket socket, Supplier<T> work) throws InterruptedException {
        return await(CompletableFuture.supplyAsync(work, socket.loop()));
    }

    private static <T> T await(CompletableFuture<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
