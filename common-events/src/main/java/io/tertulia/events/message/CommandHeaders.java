package io.tertulia.events.message;

import org.apache.kafka.common.header.Headers;

/** What a command's record says beside the command. */
public final class CommandHeaders {

    /** Whatever its value. */
    private static final String READS_EVENTS = "chat_reads_events";

    private static final byte[] NOTHING = {};

    private CommandHeaders() {}

    /**
     * Says that the asker reads the events of the room, so that the event of its command, whose
     * {@code ce_id} is the command's id, tells it as much as a reply would: it needs one only where
     * no event is published.
     */
    public static void addReadsEvents(Headers headers) {
        headers.add(READS_EVENTS, NOTHING);
    }

    /** Whether the asker reads the events of the room. */
    public static boolean readsEvents(Headers headers) {
        return headers.lastHeader(READS_EVENTS) != null;
    }
}
