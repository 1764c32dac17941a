package io.tertulia.presence.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.presence.PresenceEvent.UserCameOnline;
import io.tertulia.events.presence.PresenceEvent.UserJoinedRoom;
import io.tertulia.events.presence.PresenceEvent.UserLeftRoom;
import io.tertulia.events.presence.PresenceEvent.UserWentOffline;
import io.tertulia.presence.PresenceServiceTest;
import io.tertulia.presence.Wire;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.test.context.TestConstructor;

/** From leases on one topic to events on the other, through a real Kafka and a real database. */
@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(60)
class PresenceFlowTests {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final PresenceStore store;
    private final LeaseLog log;
    private final PresenceProperties properties;
    private final KafkaListenerEndpointRegistry consumers;
    private final MeterRegistry meters;

    private final User ana = People.someone("Ana");
    private final UUID plaza = UUID.randomUUID();
    private final UUID taberna = UUID.randomUUID();
    private final Wire wire = new Wire();
    private final KafkaTap<PresenceEvent> tap = KafkaTap.on(Topics.PRESENCE_EVENTS);

    PresenceFlowTests(
            PresenceStore store,
            LeaseLog log,
            PresenceProperties properties,
            KafkaListenerEndpointRegistry consumers,
            MeterRegistry meters) {
        this.store = store;
        this.log = log;
        this.properties = properties;
        this.consumers = consumers;
        this.meters = meters;
    }

    @AfterEach
    void close() {
        tap.close();
        wire.close();
    }

    @Test
    void tellsWhoCameOnlineAndWhoWent() {
        Instant opened = wire.lease("a", ana, LONG, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));
        Status status = status(ana);
        assertThat(status.isOnline()).isTrue();

        Instant closed = wire.lease("a", ana, LONG);
        awaitOffline();

        assertThat(events())
                .containsExactly(
                        new UserCameOnline(ana),
                        new UserJoinedRoom(ana, plaza),
                        new UserLeftRoom(ana, plaza, false),
                        new UserWentOffline(ana, millis(closed)));
        assertThat(envelopes()).extracting(Envelope::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(envelopes())
                .extracting(Envelope::time)
                .containsExactly(millis(opened), millis(opened), millis(closed), millis(closed));
        assertThat(status(ana)).isEqualTo(new Status(ana, false, millis(closed)));
    }

    @Test
    void keepsSomebodyOnlineWhoseOtherDeviceStays() {
        wire.lease("a", ana, LONG, plaza);
        wire.lease("b", ana, LONG, plaza, taberna);
        awaitEvent(new UserJoinedRoom(ana, taberna));

        wire.lease("b", ana, LONG);
        awaitEvent(new UserLeftRoom(ana, taberna, true));
        wire.lease("a", ana, LONG);
        awaitOffline();

        assertThat(events()).filteredOn(UserWentOffline.class::isInstance).hasSize(1);
        assertThat(events()).contains(new UserLeftRoom(ana, plaza, false));
    }

    @Test
    void tellsNothingOfAReloadedPage() {
        wire.lease("a", ana, LONG, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));

        wire.lease("a", ana, LONG);
        wire.lease("b", ana, LONG, plaza);
        pass(properties.grace().multipliedBy(2));
        wire.lease("b", ana, LONG);
        awaitOffline();

        assertThat(events()).hasSize(4);
    }

    @Test
    void endsALeaseThatFellSilent() {
        Instant heard = wire.lease("killed", ana, SHORT, plaza);

        awaitOffline();

        assertThat(events()).hasSize(4).contains(new UserWentOffline(ana, millis(heard)));
        assertThat(Instant.now()).isAfter(heard.plus(SHORT).plus(properties.grace()));
    }

    @Test
    void keepsSomebodyOnlineWhenAnInstanceIsReplaced() {
        wire.lease("old", ana, SHORT, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));
        wire.lease("new", ana, LONG, plaza);
        await().until(() -> stored(ana).presence().leases().keySet().equals(Set.of("new")));
        pass(properties.grace());

        wire.lease("new", ana, LONG);
        awaitOffline();

        assertThat(events()).hasSize(4);
    }

    @Test
    void publishesAndWritesNothingForHeartbeats() {
        wire.lease("a", ana, LONG, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));
        await().until(() -> stored(ana).pending().isEmpty());
        long version = stored(ana).version();

        for (int i = 0; i < 20; i++) {
            wire.lease("a", ana, LONG, plaza);
        }
        awaitRead();

        assertThat(stored(ana).version()).isEqualTo(version);
        assertThat(events()).hasSize(2);
    }

    @Test
    void renewsALeaseThatIsKeptUp() {
        wire.lease("a", ana, SHORT, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));

        heartbeat("a", SHORT.multipliedBy(3));

        assertThat(events()).hasSize(2);
        assertThat(status(ana).isOnline()).isTrue();
    }

    @Test
    void opensNothingAgainByALeaseThatCameLate() {
        Instant now = Instant.now();
        wire.lease("a", ana, LONG, now, 2, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));
        wire.lease("a", ana, LONG, now.plusMillis(1), 3);
        wire.lease("a", ana, LONG, now.plusMillis(2), 1, plaza, taberna);
        awaitOffline();

        assertThat(events()).hasSize(4);
    }

    @Test
    void publishesWhatACrashLeftUnpublished() {
        var crashing =
                new PresenceTracker(store, new CrashingPublisher(properties), log, properties);
        Instant now = millis(Instant.now());
        var lease = new Lease("a", new TreeSet<>(Set.of(plaza)), now, 0, now.plus(LONG));
        var arrivals = List.of(new PresenceTracker.Arrival(ana, lease));
        assertThatExceptionOfType(PresencePublisher.NotPublished.class)
                .isThrownBy(() -> crashing.take(arrivals));

        awaitEvent(new UserJoinedRoom(ana, plaza));
        assertThat(events())
                .containsExactly(new UserCameOnline(ana), new UserJoinedRoom(ana, plaza));
        await().untilAsserted(() -> assertThat(stored(ana).pending()).isEmpty());
    }

    @Test
    void takesNobodyForSilentWhoseLeasesWaitToBeRead() {
        wire.lease("a", ana, SHORT, plaza);
        awaitEvent(new UserJoinedRoom(ana, plaza));

        var consumer = Objects.requireNonNull(consumers.getListenerContainer("leases"));
        consumer.stop();
        heartbeat("a", SHORT.multipliedBy(3));
        assertThat(log.readUntil()).isBefore(Instant.now().minus(SHORT));
        consumer.start();
        awaitRead();

        assertThat(events()).hasSize(2);
    }

    @Test
    void isNotStoppedByALeaseThatCannotBeRead() {
        double before = malformed();
        wire.raw(Topics.CONNECTIONS, ana.id().toString(), "{".getBytes(UTF_8));
        wire.lease("a", ana, Duration.ofMillis(-1), plaza);
        wire.lease("b", ana, LONG, plaza);

        awaitEvent(new UserJoinedRoom(ana, plaza));
        assertThat(malformed()).isEqualTo(before + 2);
    }

    private double malformed() {
        return meters.counter("chat.presence.records.malformed", "topic", Topics.CONNECTIONS.name())
                .count();
    }

    private void heartbeat(String instance, Duration duration) {
        Instant end = Instant.now().plus(duration);
        await().pollInterval(Duration.ofMillis(150))
                .until(
                        () -> {
                            wire.lease(instance, ana, SHORT, plaza);
                            return Instant.now().isAfter(end);
                        });
    }

    private static void pass(Duration duration) {
        Instant end = Instant.now().plus(duration);
        await().until(() -> Instant.now().isAfter(end));
    }

    private void awaitRead() {
        Instant now = Instant.now();
        await().until(() -> log.readUntil().isAfter(now));
    }

    private void awaitEvent(PresenceEvent event) {
        tap.await(envelope -> envelope.data().equals(event));
    }

    private void awaitOffline() {
        tap.await(
                envelope ->
                        envelope.key().equals(ana.id())
                                && envelope.data() instanceof UserWentOffline);
    }

    private List<Envelope<PresenceEvent>> envelopes() {
        return tap.seen().stream().filter(envelope -> envelope.key().equals(ana.id())).toList();
    }

    private List<PresenceEvent> events() {
        return envelopes().stream().map(Envelope::data).toList();
    }

    private StoredPresence stored(User user) {
        return store.find(Set.of(user.id())).values().iterator().next();
    }

    private Status status(User user) {
        return store.statuses(Set.of(user.id())).values().iterator().next();
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
