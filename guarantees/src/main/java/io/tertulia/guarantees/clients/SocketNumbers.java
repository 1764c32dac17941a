package io.tertulia.guarantees.clients;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for sockets, each given once. */
final class SocketNumbers {

    private static final AtomicInteger LAST = new AtomicInteger();

    private SocketNumbers() {}

    static int next() {
        return LAST.incrementAndGet();
    }
}
