package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.identity.TestClock;
import io.tertulia.identity.TestDatabase;
import io.tertulia.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureThrottleTests {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final TestDatabase mongo = new TestDatabase();
    private final TestClock clock = new TestClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final FailureThrottle throttle = instance();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void stopsGuessesAtOneNameFromManyAddresses() {
        fail("ana", "a1");
        fail("ana", "a2");
        assertThatCode(() -> throttle.check("ana", "a3")).doesNotThrowAnyException();

        fail("ANA", "a3");

        assertRefused("ana", "a4");
        assertThatCode(() -> throttle.check("bea", "a4")).doesNotThrowAnyException();
    }

    @Test
    void stopsGuessesAtManyNamesFromOneAddress() {
        for (int i = 0; i < 5; i++) {
            assertThatCode(() -> throttle.check("nobody", "a1")).doesNotThrowAnyException();
            fail("name" + i, "a1");
        }

        assertRefused("another", "a1");
        assertThatCode(() -> throttle.check("another", "a2")).doesNotThrowAnyException();
    }

    @Test
    void countsTogetherWithOtherInstances() {
        fail("ana", "a1");
        instance().failed("ana", "a1");
        instance().failed("ana", "a1");

        assertRefused("ana", "a1");
    }

    @Test
    void losesNoFailureOfManyAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                var unused = threads.submit(() -> fail("ana", "a1"));
            }
        }

        assertThat(
                        mongo.database()
                                .getCollection("login_failures")
                                .find()
                                .map(counted -> counted.get("count", Number.class).intValue()))
                .containsExactly(40, 40);
    }

    @Test
    void forgivesWhenTheWindowIsOver() {
        clock.advance(WINDOW.minusSeconds(1));
        for (int i = 0; i < 3; i++) {
            fail("ana", "a1");
        }
        assertRefused("ana", "a1");

        clock.advance(Duration.ofSeconds(1));

        assertThatCode(() -> throttle.check("ana", "a1")).doesNotThrowAnyException();
    }

    @Test
    void forgivesTheNameButNotTheAddressWhenItsOwnerShowsUp() {
        for (int i = 0; i < 5; i++) {
            fail("ana", "a1");
        }

        throttle.succeeded("ana");

        assertThatCode(() -> throttle.check("ana", "a2")).doesNotThrowAnyException();
        assertRefused("bea", "a1");
    }

    @Test
    void keepsNoNamesAndSweepsWhatIsOver() {
        fail("hunter2 by mistake", "a1");
        var failures = mongo.database().getCollection("login_failures");
        assertThat(failures.find().map(Document::toJson))
                .noneMatch(json -> json.contains("hunter2"));

        assertThat(throttle.sweep()).isZero();
        clock.advance(WINDOW);
        assertThat(throttle.sweep()).isEqualTo(2);
        assertThat(failures.countDocuments()).isZero();
    }

    private void fail(String username, String address) {
        throttle.failed(username, address);
    }

    private void assertRefused(String username, String address) {
        assertThatThrownBy(() -> throttle.check(username, address))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("wait");
    }

    private FailureThrottle instance() {
        var properties =
                new LoginProperties(Duration.ofDays(30), 3, 5, WINDOW, Duration.ofHours(1));
        return new FailureThrottle(mongo.database(), properties, clock);
    }
}
