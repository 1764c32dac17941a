package io.tertulia.message.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.events.room.Role;
import io.tertulia.message.log.Change;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.RoomUser;
import io.tertulia.test.People;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LogPublisherTests {

    private static final int SENDS = 40;

    private final Ask ana = new Ask(UUID.randomUUID(), People.someone("ana"));

    /** One whose sends all block, as the real one's do while Kafka is away. */
    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> blocking(AtomicInteger sends) {
        return (Producer<String, byte[]>)
                Proxy.newProxyInstance(
                        LogPublisherTests.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (proxy, method, arguments) -> {
                            sends.incrementAndGet();
                            boolean never = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
                            assertThat(never).isFalse();
                            return new CompletableFuture<>();
                        });
    }

    @Test
    void aBatchMayBlockNoLongerThanItsPatience() {
        var sends = new AtomicInteger();
        var publisher =
                new LogPublisher(blocking(sends), LogTopics.published(), Duration.ofMillis(300));

        assertThatThrownBy(() -> publisher.publishEvents(Collections.nCopies(SENDS, change())))
                .isInstanceOf(KafkaException.class);

        assertThat(sends.get()).isBetween(1, SENDS / 2);
    }

    @Test
    void nothingIsSentBehindARecordThatWasRefused() {
        var sends = new AtomicInteger();
        var publisher =
                new LogPublisher(refusing(sends, 3), LogTopics.published(), Duration.ofSeconds(5));

        assertThatThrownBy(() -> publisher.publishEvents(Collections.nCopies(SENDS, change())))
                .isInstanceOf(KafkaException.class);

        assertThat(sends.get()).isEqualTo(3);
    }

    /** One that refuses its n-th record only, as the real one does when it finds no leader. */
    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> refusing(AtomicInteger sends, int refused) {
        return (Producer<String, byte[]>)
                Proxy.newProxyInstance(
                        LogPublisherTests.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (proxy, method, arguments) ->
                                sends.incrementAndGet() == refused
                                        ? CompletableFuture.failedFuture(
                                                new TimeoutException("no leader"))
                                        : new CompletableFuture<>());
    }

    @Test
    void noRecordExpiresBeforeThoseBehindIt() {
        var clients =
                new WriterClients(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"),
                        new WriterProperties(
                                "group",
                                null,
                                500,
                                Duration.ofMillis(250),
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(10),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5),
                                100));

        assertThat(clients.producerConfig())
                .containsEntry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE)
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all");
    }

    private Change change() {
        var state =
                new LogState(
                        Map.of(),
                        new LogState.Participants(
                                Map.of(new RoomUser(ana.room(), ana.by().id()), Role.MEMBER),
                                Set.of()),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new LogState.Uploads(Map.of(), Set.of(), Duration.ofHours(24)));
        Decision decision =
                Decider.decide(
                        state,
                        ana.send("hello"),
                        new LogOffset("epoch", 0, 0),
                        Instant.parse("2026-01-01T12:00:00Z"));
        return ((Decision.Changed) decision).change();
    }
}
