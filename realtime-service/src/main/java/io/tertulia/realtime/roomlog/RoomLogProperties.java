package io.tertulia.realtime.roomlog;

import io.tertulia.realtime.asking.Inquirer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How message-service is asked for a room's log.
 *
 * @param urls its instances' base addresses; the next is tried where one cannot be reached
 * @param connectTimeout after how long an instance counts as unreachable
 * @param timeout for one answer
 * @param pageSize changes asked for at once
 * @param maxConcurrent questions of this instance at once; more wait
 * @param patience how long a question waits for its turn before it counts as unanswered
 */
@Validated
@ConfigurationProperties("chat.realtime.room-log")
record RoomLogProperties(
        @DefaultValue("http://127.0.0.1:8083") @NotEmpty List<URI> urls,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("200") @Min(1) @Max(500) int pageSize,
        @DefaultValue("64") @Min(1) int maxConcurrent,
        @DefaultValue("10s") Duration patience) {

    RoomLogProperties {
        urls = List.copyOf(urls);
    }

    Inquirer.Bounds bounds() {
        return new Inquirer.Bounds(urls, connectTimeout, timeout, maxConcurrent, patience);
    }
}
