package io.tertulia.gateway.sockets;

import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashSet;

/**
 * The upgrades of one event loop: those that are under way, and those that wait, first come first
 * served. Touched on that loop alone, which is why it takes no lock.
 */
final class Lane {

    private final EventExecutor loop;
    private final TurnstileProperties properties;
    private final LinkedHashSet<Turnstile> waiting = new LinkedHashSet<>();
    private int underWay;

    Lane(EventExecutor loop, TurnstileProperties properties) {
        this.loop = loop;
        this.properties = properties;
    }

    /** True if the newcomer may go on at once; whoever goes on must leave. */
    boolean enter() {
        if (underWay >= properties.underWay() || !waiting.isEmpty()) {
            return false;
        }
        underWay++;
        return true;
    }

    /** True if the newcomer may wait: it will be let through, unless it gives up. */
    boolean queue(Turnstile newcomer) {
        return waiting.size() < properties.waiting() && waiting.add(newcomer);
    }

    void giveUp(Turnstile one) {
        waiting.remove(one);
    }

    /** One that was under way has its answer. */
    void leave() {
        underWay--;
        // Later, so that the loop sees to the sockets that are open between two that are opening.
        loop.execute(this::letThrough);
    }

    private void letThrough() {
        while (underWay < properties.underWay() && !waiting.isEmpty()) {
            underWay++;
            waiting.removeFirst().letThrough();
        }
    }
}
