package io.tertulia.realtime.fanout;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are read and caught up with.
 *
 * @param recordsPerPoll events that one poll brings at most; after a pause those of two are handled
 *     together
 * @param pollsAhead polls handed to the event loops that they have not finished; then reading
 *     waits, so that under load polls get larger instead of queues longer
 * @param longestPause how long reading pauses at most between two batches while writing to the
 *     sockets is the limit, so that each of them gets in one write all that came meanwhile; 0 for
 *     never
 * @param linger how long a partition is still read after its last socket here closed
 * @param held bytes of live frames kept for a socket while it is catching up, in all its rooms
 * @param catchUpPages pages of the log fetched for one socket at most; one that is further behind
 *     is told to {@code resync}
 * @param catchUpPatience how long a catching-up client may take to read a part of a page
 * @param statusSockets sockets of a room here up to which each is told who opens and closes it;
 *     among more, everybody's coming would be told to everybody
 * @param joinsAtOnce people who come into a room in one poll up to which each of them is told; for
 *     the others, and for all among more than {@code statusSockets}, the room is told once
 * @param recheckAfter how long after a socket opened it is asked again where its user takes part
 * @param rechecksAtOnce such questions of this instance at once
 */
@Validated
@ConfigurationProperties("chat.realtime.fanout")
record FanoutProperties(
        @DefaultValue("2000") @Min(1) int recordsPerPoll,
        @DefaultValue("2") @Min(1) int pollsAhead,
        @DefaultValue("25ms") Duration longestPause,
        @DefaultValue("10s") Duration linger,
        @DefaultValue("512KB") DataSize held,
        @DefaultValue("50") @Min(1) int catchUpPages,
        @DefaultValue("30s") Duration catchUpPatience,
        @DefaultValue("1000") @Min(0) int statusSockets,
        @DefaultValue("20") @Min(0) int joinsAtOnce,
        @DefaultValue("10s") Duration recheckAfter,
        @DefaultValue("2") @Min(1) int rechecksAtOnce) {}
