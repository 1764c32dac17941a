package io.tertulia.system;

/** One process for all tests that break nothing; it ends with the tests' JVM. */
public final class SharedTertulia {

    private SharedTertulia() {}

    public static TertuliaProcess get() {
        return Holder.RUNNING;
    }

    private static final class Holder {
        static final TertuliaProcess RUNNING = TertuliaProcess.up();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(RUNNING::close));
        }
    }
}
