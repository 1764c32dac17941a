package io.tertulia.gateway.sockets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How WebSockets pass through.
 *
 * @param connectTimeout how long an instance may take to accept a connection
 * @param upgradeTimeout how long it may take to answer the upgrade before the next one is asked
 * @param drainTimeout how long the last bytes for one side may take after the other side has closed
 * @param stall how long a side may take nothing of what waits for it before it is cut off
 */
@Validated
@ConfigurationProperties("chat.gateway.sockets")
record SocketProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("6s") Duration upgradeTimeout,
        @DefaultValue("10s") Duration drainTimeout,
        @DefaultValue("60s") Duration stall) {}
