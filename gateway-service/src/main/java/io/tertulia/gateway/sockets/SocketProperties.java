package io.tertulia.gateway.sockets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How WebSockets pass through.
 *
 * @param connectTimeout how long an instance may take to accept a connection
 * @param upgradeTimeout how long it may take to answer the upgrade
 * @param clientFrame the largest frame of a client; the realtime service closes at a lower limit
 *     with a proper code, this one only bounds memory
 * @param serverFrame the largest frame of the realtime service
 */
@Validated
@ConfigurationProperties("chat.gateway.sockets")
record SocketProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration upgradeTimeout,
        @DefaultValue("128KB") DataSize clientFrame,
        @DefaultValue("4MB") DataSize serverFrame) {}
