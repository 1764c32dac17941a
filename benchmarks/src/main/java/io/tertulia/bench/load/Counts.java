package io.tertulia.bench.load;

import java.util.Map;

/**
 * What all members of a load have been shown and told together, up to a moment.
 *
 * @param deliveries messages shown, each counted for each socket
 * @param receipts requests of members that are done
 * @param gaps messages that were skipped for somebody
 * @param repeats messages shown again or after a later one
 * @param strangers messages of other rooms
 * @param refusals requests of members that are not done
 * @param closings sockets that were in and were closed by the server, by the code that it gave
 */
public record Counts(
        long deliveries,
        long receipts,
        long gaps,
        long repeats,
        long strangers,
        long refusals,
        String lastRefusal,
        Map<Integer, Long> closings) {

    /** How many sockets the server has closed. */
    public long lostSockets() {
        return closings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether everybody saw a beginning of each sender's messages, however long. */
    public boolean isInOrder() {
        return gaps == 0 && repeats == 0 && strangers == 0;
    }
}
