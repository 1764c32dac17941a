package io.tertulia.identity.tokens;

import com.mongodb.MongoException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys of now: the one that signs, and all that must be published. The database decides which
 * key belongs to a period; this remembers its answer for a short while.
 */
@Component
class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** Much shorter than the lead with which the next key is published. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final SigningKeyStore store;
    private final KeyMaker maker;
    private final TokenProperties properties;
    private final Clock clock;

    /** Replaced as a whole, under this object's lock; read without it. */
    private volatile @Nullable Snapshot snapshot;

    SigningKeys(SigningKeyStore store, KeyMaker maker, TokenProperties properties, Clock clock) {
        this.store = store;
        this.maker = maker;
        this.properties = properties;
        this.clock = clock;
    }

    /** The key that signs now, with its private part. */
    RSAKey signing() {
        return snapshot().signing().pair();
    }

    /** The public keys of every token that may still be good, and of those soon to be signed. */
    JWKSet published() {
        List<JWK> all = snapshot().all().stream().<JWK>map(SigningKey::pair).toList();
        return new JWKSet(all).toPublicJWKSet();
    }

    private Snapshot snapshot() {
        Instant now = clock.instant();
        Snapshot known = snapshot;
        return known != null && known.isFresh(now) ? known : renew(now);
    }

    private synchronized Snapshot renew(Instant now) {
        Snapshot known = snapshot;
        if (known != null && known.isFresh(now)) {
            return known;
        }
        Snapshot read;
        try {
            read = read(now);
        } catch (MongoException e) {
            // While its period lasts the key stays right whether or not the database answers, and
            // nobody who only checks tokens should notice that it is away.
            if (known == null || !now.isBefore(known.signing().period().end())) {
                throw e;
            }
            LOG.warn("Using the signing keys read before: {}", e.getMessage());
            read = known.until(now.plus(REMEMBERED));
        }
        snapshot = read;
        return read;
    }

    private Snapshot read(Instant now) {
        KeyPeriod period = KeyPeriod.at(now, properties.keyRotation());
        List<SigningKey> all = store.all();
        boolean isNew = makeIfMissing(period, all);
        if (period.isNextDue(now)) {
            isNew |= makeIfMissing(period.next(), all);
        }
        if (isNew) {
            all = store.all();
            removeOutlived(all, now);
        }
        SigningKey signing =
                all.stream()
                        .filter(key -> key.period().equals(period))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("A key just made is gone"));
        List<SigningKey> needed =
                all.stream()
                        .filter(key -> key.isNeededAt(now, properties.accessLifetime()))
                        .toList();
        Instant soon = now.plus(REMEMBERED);
        return new Snapshot(signing, needed, soon.isBefore(period.end()) ? soon : period.end());
    }

    private boolean makeIfMissing(KeyPeriod period, List<SigningKey> existing) {
        if (existing.stream().anyMatch(key -> key.period().equals(period))) {
            return false;
        }
        store.offer(new SigningKey(period, maker.make()));
        LOG.info("Made the key that signs from {} to {}", period.start(), period.end());
        return true;
    }

    private void removeOutlived(List<SigningKey> all, Instant now) {
        all.stream()
                .filter(key -> !key.isNeededAt(now, properties.accessLifetime()))
                .forEach(store::remove);
    }

    private record Snapshot(SigningKey signing, List<SigningKey> all, Instant freshUntil) {

        boolean isFresh(Instant now) {
            return now.isBefore(freshUntil);
        }

        Snapshot until(Instant later) {
            return new Snapshot(signing, all, later);
        }
    }
}
