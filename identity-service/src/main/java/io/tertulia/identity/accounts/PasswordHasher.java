package io.tertulia.identity.accounts;

import io.tertulia.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Turns passwords into bcrypt hashes and compares them. bcrypt rather than Argon2: it is slow
 * enough on purpose, needs no library and 4 kB instead of megabytes for each log-in, which matters
 * where everything shares one small process.
 *
 * <p>bcrypt looks at 72 bytes and stops at a zero byte, so it is given a digest of fixed length of
 * the password. The digest is keyed with a word of our own, lest plain SHA-256 lists stolen
 * elsewhere could be tried against these hashes.
 */
@Component
public final class PasswordHasher {

    private static final String MAC = "HmacSHA256";
    private static final SecretKeySpec WORD =
            new SecretKeySpec("tertulia password v1".getBytes(StandardCharsets.UTF_8), MAC);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final BCryptPasswordEncoder bcrypt;
    private final String nobodysHash;
    private final Duration patience;

    /** Hashing is nothing but work for the processor: more at once only makes all of them late. */
    private final Semaphore turns =
            new Semaphore(Runtime.getRuntime().availableProcessors(), /* fair= */ true);

    PasswordHasher(AccountProperties properties) {
        this.bcrypt = new BCryptPasswordEncoder(properties.hashStrength());
        this.patience = properties.hashPatience();
        this.nobodysHash = hash(UUID.randomUUID().toString());
    }

    String hash(String password) {
        String hash = bcrypt.encode(digest(password));
        if (hash == null) {
            throw new IllegalStateException("bcrypt gave no hash");
        }
        return hash;
    }

    /**
     * Whether it is the account's password. Without an account the same work is done and the answer
     * is no, so that the time it takes does not tell whether there is one.
     */
    public boolean matches(String password, @Nullable Account account) {
        String hash = account == null ? nobodysHash : account.passwordHash();
        return bcrypt.matches(digest(password), hash) && account != null;
    }

    /**
     * Runs something that hashes when it is its turn.
     *
     * @throws ProblemException 503 if the turn does not come in time
     */
    public <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException busy() {
        return ProblemException.unavailable(
                "Too many people are logging in right now; try again.", COME_BACK);
    }

    private static String digest(String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(WORD);
            // Keyboards differ in how they write é; it is the same password.
            String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
            byte[] digest = mac.doFinal(normal.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
