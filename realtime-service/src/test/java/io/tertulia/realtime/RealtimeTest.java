package io.tertulia.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.realtime.sockets.SocketServer;
import io.tertulia.test.WithServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service against real Kafka and a small message-service, one context for all tests. */
@WithServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=realtime-service",
            "CHAT_SOCKETS_PORT=0",
            "chat.realtime.sockets.outbox=256KB",
            "chat.realtime.sockets.max-sockets-per-user=5",
            "chat.realtime.upgrade.request-timeout=5s",
            "chat.realtime.sending.reply-timeout=1s",
            "chat.realtime.typing.stops-after=1s",
            "chat.realtime.presence.heartbeat=300ms",
            "chat.realtime.room-log.page-size=7",
            "chat.realtime.all-rooms.most=700",
            "chat.realtime.all-rooms.looked-at=3",
            "chat.realtime.fanout.catch-up-pages=400"
        })
abstract class RealtimeTest {

    final MiniMessageService messages = MiniMessageService.shared();
    final MiniRoomService rooms = messages.roomService();

    @Autowired private SocketServer server;

    @Autowired private MeterRegistry meters;

    @Autowired
    @Qualifier("writerHealthIndicator")
    private HealthIndicator writer;

    @DynamicPropertySource
    static void messageService(DynamicPropertyRegistry properties) {
        properties.add("CHAT_ROOM_URL", () -> MiniMessageService.shared().url());
        // The first address is dead: every question shows that the next instance is tried.
        properties.add(
                "CHAT_MESSAGE_URL",
                () -> "http://127.0.0.1:1," + MiniMessageService.shared().url());
    }

    /** Of all waits that do not say how long; Awaitility's own ten seconds are few under load. */
    @BeforeAll
    static void waitsPatiently() {
        Awaitility.setDefaultTimeout(SocketClient.PATIENCE);
    }

    /** Before that a command is answered with {@code unavailable}, as it should be. */
    @BeforeEach
    void awaitReadiness() {
        Awaitility.await().until(() -> writer.health(), Health.up().build()::equals);
    }

    @AfterAll
    static void leaksNothing() {
        assertThat(LeakWatch.reports()).isEmpty();
    }

    /** How many sockets the server has closed for a reason. */
    double closes(String reason) {
        return meters.counter("chat.realtime.closes", "reason", reason).count();
    }

    /** How many records the event reader could not read. */
    double skippedRecords() {
        return meters.counter("chat.realtime.records.skipped").count();
    }

    int port() {
        return server.port();
    }
}
