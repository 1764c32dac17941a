package io.tertulia.stack;

/** All parts together, in whichever shape. */
interface Stack extends AutoCloseable {

    /**
     * Starts every part and returns once a message could go end to end.
     *
     * @throws CannotStart if something must change first
     */
    void start();

    /** Stops every part that started; harmless when repeated. */
    @Override
    void close();
}
