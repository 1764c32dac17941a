package io.tertulia.guarantees.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * In which order things break: each kind as often as it must, in an order that the seed gives, and
 * then at random for as long as there is time. One thread takes from it, others may look whether it
 * is done: hence the lock.
 */
public final class FaultPlan {

    private final List<FaultKind> kinds;
    private final Queue<FaultKind> due;
    private final Random random;

    /**
     * A plan.
     *
     * @param kinds may be empty: then nothing breaks
     * @param times how often each must break at least
     */
    public FaultPlan(List<FaultKind> kinds, int times, Random random) {
        this.kinds = List.copyOf(kinds);
        this.random = random;
        var all = new ArrayList<FaultKind>();
        for (int i = 0; i < times; i++) {
            all.addAll(kinds);
        }
        Collections.shuffle(all, random);
        this.due = new ArrayDeque<>(all);
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** Whether everything has broken as often as it must. */
    synchronized boolean isDone() {
        return due.isEmpty();
    }

    /** One that could not be broken just now: it is still to come. */
    synchronized void again(FaultKind kind) {
        due.add(kind);
    }

    synchronized FaultKind next() {
        FaultKind next = due.poll();
        return next != null ? next : kinds.get(random.nextInt(kinds.size()));
    }
}
