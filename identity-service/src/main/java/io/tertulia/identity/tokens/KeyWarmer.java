package io.tertulia.identity.tokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads or makes the first key while nobody waits for it: making one takes a second or two in a
 * Java that has just started. Whoever asks meanwhile waits for this one instead of making another.
 */
@Component
final class KeyWarmer {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWarmer.class);

    private final SigningKeys keys;

    KeyWarmer(SigningKeys keys) {
        this.keys = keys;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        Thread.ofVirtual().name("key-warmer").start(this::read);
    }

    private void read() {
        try {
            LOG.info("Signing with key {}", keys.signing().getKeyID());
        } catch (RuntimeException e) {
            LOG.error("No signing key yet; every log-in tries again: {}", e.getMessage());
        }
    }
}
