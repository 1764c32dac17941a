package io.tertulia.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tertulia.identity.IdentityTest;
import io.tertulia.identity.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

@IdentityTest
class LoginSweeperTests {

    private final ScheduledTaskHolder scheduled;
    private final SessionStore sessions;
    private final FailureThrottle throttle;
    private final MongoDatabase database;
    private final TestClock clock;

    @Autowired
    LoginSweeperTests(
            ScheduledTaskHolder scheduled,
            SessionStore sessions,
            FailureThrottle throttle,
            MongoDatabase database,
            TestClock clock) {
        this.scheduled = scheduled;
        this.sessions = sessions;
        this.throttle = throttle;
        this.database = database;
        this.clock = clock;
    }

    @Test
    void isScheduledAndDeletesWhatHasRunOut() {
        sessions.open(UUID.randomUUID());
        throttle.failed("pia", "192.0.2.60");
        clock.advance(Duration.ofDays(31));
        var open = sessions.open(UUID.randomUUID()).session();

        var task =
                scheduled.getScheduledTasks().stream()
                        .map(each -> (FixedDelayTask) each.getTask())
                        .filter(each -> each.getIntervalDuration().equals(Duration.ofHours(1)))
                        .findFirst()
                        .orElseThrow();
        task.getRunnable().run();

        assertThat(database.getCollection("sessions").find())
                .extracting(document -> document.getString("_id"))
                .containsExactly(open.id().toString());
        assertThat(database.getCollection("login_failures").countDocuments(new Document()))
                .isZero();
    }
}
