package io.tertulia.realtime.asking;

/** What came of a question. */
public sealed interface Reply {

    /**
     * The service has answered.
     *
     * @param body at most as large as the service makes it; empty unless the status is 200
     */
    record Given(int status, String body) implements Reply {}

    /** Nobody answered, or not sensibly; to be asked again later. */
    record Away(String reason) implements Reply {}
}
