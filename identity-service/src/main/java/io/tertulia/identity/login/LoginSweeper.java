package io.tertulia.identity.login;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Deletes sessions and failure counts that have run out. Nothing waits for it: both are checked by
 * the clock whenever they are used. Several instances may sweep at once.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LoginSweeper implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(LoginSweeper.class);

    private final SessionStore sessions;
    private final FailureThrottle throttle;
    private final LoginProperties properties;

    LoginSweeper(SessionStore sessions, FailureThrottle throttle, LoginProperties properties) {
        this.sessions = sessions;
        this.throttle = throttle;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        var interval = properties.sweepInterval();
        registrar.addFixedDelayTask(new FixedDelayTask(this::sweep, interval, interval));
    }

    void sweep() {
        try {
            long ended = sessions.sweep();
            long windows = throttle.sweep();
            LOG.debug("Swept {} sessions and {} failure windows", ended, windows);
        } catch (MongoException e) {
            LOG.warn("Could not sweep, the next round will: {}", e.getMessage());
        }
    }
}
