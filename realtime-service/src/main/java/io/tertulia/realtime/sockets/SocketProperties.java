package io.tertulia.realtime.sockets;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The socket server and its bounds.
 *
 * @param address to bind to
 * @param port to bind to; 0 for a free one
 * @param eventLoops threads that serve sockets; 0 for one per core
 * @param maxSockets open at once on this instance
 * @param maxSocketsPerUser open at once by one person on this instance
 * @param maxFrame the largest frame or message that a client may send
 * @param outbox bytes that may wait for a client that reads slowly; beyond it the socket is closed
 * @param pingEvery how often the server asks for a sign of life
 * @param silence after how long without one a socket is closed, and how long a client may take to
 *     read what comes before the server's closing
 * @param closeGrace how long a client may take to answer the server's closing once that has left
 * @param restartSpread the window over which the clients of a restarting server come back
 * @param drain how long a stopping server waits for its sockets to close
 */
@Validated
@ConfigurationProperties("chat.realtime.sockets")
public record SocketProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8086") @Min(0) @Max(65535) int port,
        @DefaultValue("0") @Min(0) int eventLoops,
        @DefaultValue("20000") @Min(1) int maxSockets,
        @DefaultValue("50") @Min(1) int maxSocketsPerUser,
        @DefaultValue("64KB") DataSize maxFrame,
        @DefaultValue("1MB") DataSize outbox,
        @DefaultValue("25s") Duration pingEvery,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("5s") Duration closeGrace,
        @DefaultValue("10s") Duration restartSpread,
        @DefaultValue("3s") Duration drain) {}
