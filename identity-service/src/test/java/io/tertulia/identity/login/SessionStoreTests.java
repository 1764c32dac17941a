package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.identity.TestClock;
import io.tertulia.identity.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionStoreTests {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final TestDatabase mongo = new TestDatabase();
    private final TestClock clock = new TestClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final UUID person = UUID.randomUUID();
    private final SessionStore store =
            new SessionStore(
                    mongo.database(),
                    new LoginProperties(
                            LIFETIME, 10, 50, Duration.ofMinutes(5), Duration.ofHours(1)),
                    clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void isFoundByItsTokenUntilItRunsOut() {
        var opened = store.open(person);

        clock.advance(LIFETIME.minusSeconds(1));
        assertThat(store.byToken(opened.refreshToken())).contains(opened.session());

        clock.advance(Duration.ofSeconds(1));
        assertThat(store.byToken(opened.refreshToken())).isEmpty();
    }

    @Test
    void hasATokenThatCannotBeGuessedNorReadOutOfTheDatabase() {
        String token = store.open(person).refreshToken();

        assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
        assertThat(store.open(person).refreshToken()).isNotEqualTo(token);
        var stored = mongo.database().getCollection("sessions").find().map(Document::toJson);
        assertThat(stored).hasSize(2).noneMatch(json -> json.contains(token));
    }

    @Test
    void endsAloneByTokenOrById() {
        var first = store.open(person);
        var second = store.open(person);
        var third = store.open(person);

        store.endByToken(first.refreshToken());
        store.end(second.session().id());

        assertThat(store.byToken(first.refreshToken())).isEmpty();
        assertThat(store.byToken(second.refreshToken())).isEmpty();
        assertThat(store.byToken(third.refreshToken())).isPresent();
    }

    @Test
    void isSweptOnlyAfterItRanOut() {
        store.open(person);
        clock.advance(Duration.ofDays(10));
        var young = store.open(person);

        clock.advance(Duration.ofDays(20));

        assertThat(store.sweep()).isOne();
        assertThat(store.byToken(young.refreshToken())).isPresent();
    }

    @Test
    void hidesItsTokenFromLogs() {
        var opened = store.open(person);

        assertThat(opened.toString()).doesNotContain(opened.refreshToken());
    }
}
