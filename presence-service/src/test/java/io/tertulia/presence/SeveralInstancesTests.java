package io.tertulia.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tertulia.events.Envelope;
import io.tertulia.events.Topics;
import io.tertulia.events.User;
import io.tertulia.events.presence.PresenceEvent;
import io.tertulia.events.presence.PresenceEvent.UserCameOnline;
import io.tertulia.events.presence.PresenceEvent.UserJoinedRoom;
import io.tertulia.events.presence.PresenceEvent.UserLeftRoom;
import io.tertulia.events.presence.PresenceEvent.UserWentOffline;
import io.tertulia.test.KafkaTap;
import io.tertulia.test.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestConstructor;

/** A second instance of the service beside the one under test, started as an operator does. */
@PresenceServiceTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Timeout(120)
class SeveralInstancesTests {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Environment environment;
    private final Rest rest;
    private final Wire wire = new Wire();
    private final KafkaTap<PresenceEvent> tap = KafkaTap.on(Topics.PRESENCE_EVENTS);
    private final UUID plaza = UUID.randomUUID();

    SeveralInstancesTests(Environment environment, @LocalServerPort int port) {
        this.environment = environment;
        this.rest = new Rest(port);
    }

    @AfterEach
    void close() {
        tap.close();
        wire.close();
    }

    @Test
    void tellTheSameStoryHoweverTheyShareTheWork() {
        List<User> together = people();
        try (ConfigurableApplicationContext second = startSecond()) {
            var secondRest = new Rest(port(second));
            await().atMost(PATIENCE).until(() -> readiness(secondRest) == 200);
            together.forEach(user -> wire.lease("killed", user, SHORT, plaza));
            awaitOffline(together);
            together.forEach(this::tellsTheWholeStoryOf);
        }

        List<User> after = people();
        after.forEach(user -> wire.lease("killed", user, SHORT, plaza));
        awaitOffline(after);
        after.forEach(this::tellsTheWholeStoryOf);
        await().atMost(PATIENCE).until(() -> readiness(rest) == 200);
    }

    /** What is left when a consumer keeps the highest sequence, as the events' page says. */
    private void tellsTheWholeStoryOf(User user) {
        var story = new ArrayList<Envelope<PresenceEvent>>();
        for (var envelope : tap.seen()) {
            boolean isNew = story.isEmpty() || envelope.sequence() > story.getLast().sequence();
            if (envelope.key().equals(user.id()) && isNew) {
                story.add(envelope);
            }
        }
        assertThat(story).extracting(Envelope::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(story.subList(0, 3))
                .extracting(Envelope::data)
                .containsExactly(
                        new UserCameOnline(user),
                        new UserJoinedRoom(user, plaza),
                        new UserLeftRoom(user, plaza, false));
        assertThat(story.getLast().data()).isInstanceOf(UserWentOffline.class);
    }

    private void awaitOffline(List<User> people) {
        for (User user : people) {
            tap.await(
                    envelope ->
                            envelope.data() instanceof UserWentOffline offline
                                    && offline.user().equals(user));
        }
    }

    private ConfigurableApplicationContext startSecond() {
        return PresenceServiceApplication.prepare()
                .run(
                        Stream.of(
                                        "CHAT_KAFKA",
                                        "CHAT_MONGO",
                                        "CHAT_OIDC_ISSUER",
                                        "CHAT_OIDC_JWKS",
                                        "PORT",
                                        "spring.mongodb.database",
                                        "chat.presence.grace",
                                        "chat.presence.sweep-interval")
                                .map(
                                        name ->
                                                "--%s=%s"
                                                        .formatted(
                                                                name,
                                                                environment.getProperty(name)))
                                .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static int readiness(Rest rest) {
        return rest.get("/actuator/health/readiness", (String) null).status();
    }

    private static List<User> people() {
        return Stream.generate(() -> People.someone("Guest")).limit(20).toList();
    }
}
