package io.tertulia.identity.accounts;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Introduces people whom the directory could not take when they registered: others must be able to
 * find them though they may not log in again for long. Several instances may do so at once; the
 * directory takes the same person as often as one likes.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IntroductionSweeper implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(IntroductionSweeper.class);
    private static final int MOST_AT_ONCE = 100;

    private final AccountStore accounts;
    private final Introducer introducer;
    private final IntroductionProperties properties;

    IntroductionSweeper(
            AccountStore accounts, Introducer introducer, IntroductionProperties properties) {
        this.accounts = accounts;
        this.introducer = introducer;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        var interval = properties.retryEvery();
        registrar.addFixedDelayTask(new FixedDelayTask(this::sweep, interval, interval));
    }

    void sweep() {
        if (properties.roomUrls().isEmpty()) {
            return;
        }
        try {
            for (Account stranger : accounts.notIntroduced(MOST_AT_ONCE)) {
                if (!introducer.maybeIntroduce(stranger)) {
                    // It is away still; there is no use in asking it about the others.
                    return;
                }
            }
        } catch (MongoException e) {
            LOG.warn("Could not introduce people, the next round will: {}", e.getMessage());
        }
    }
}
