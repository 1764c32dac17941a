package io.tertulia.realtime.myrooms;

import io.tertulia.realtime.asking.Inquirer;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How room-service is asked for somebody's rooms.
 *
 * @param urls its instances' base addresses; the next is tried where one cannot be reached
 * @param connectTimeout after how long an instance counts as unreachable
 * @param timeout for one answer
 * @param maxConcurrent questions of this instance at once; more wait
 * @param patience how long a question waits for its turn before it counts as unanswered
 */
@Validated
@ConfigurationProperties("chat.realtime.my-rooms")
record MyRoomsProperties(
        @DefaultValue("http://127.0.0.1:8082") @NotEmpty List<URI> urls,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("32") @Min(1) int maxConcurrent,
        @DefaultValue("5s") Duration patience) {

    MyRoomsProperties {
        urls = List.copyOf(urls);
    }

    Inquirer.Bounds bounds() {
        return new Inquirer.Bounds(urls, connectTimeout, timeout, maxConcurrent, patience);
    }
}
