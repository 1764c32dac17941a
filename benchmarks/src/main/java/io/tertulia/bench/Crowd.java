package io.tertulia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does a thing many times, some of them at once. */
public final class Crowd {

    private final int atOnce;

    public Crowd(int atOnce) {
        this.atOnce = atOnce;
    }

    /** One turn's work; turns count from 0. */
    public interface Turn<T> {
        T take(int number) throws Exception;
    }

    /**
     * Takes all turns and gives what they gave, in their order.
     *
     * @throws ExecutionException if one failed
     */
    public <T> List<T> take(int turns, Turn<T> turn)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var under = new ArrayList<Future<T>>();
            for (int i = 0; i < turns; i++) {
                int number = i;
                Callable<T> work = () -> turn.take(number);
                under.add(threads.submit(work));
            }
            var results = new ArrayList<T>();
            try {
                for (Future<T> each : under) {
                    results.add(each.get());
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e;
            }
            return results;
        }
    }
}
