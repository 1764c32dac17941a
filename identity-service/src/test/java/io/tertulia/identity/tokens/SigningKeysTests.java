package io.tertulia.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tertulia.identity.TestClock;
import io.tertulia.identity.TestDatabase;
import io.tertulia.local.mongo.EmbeddedMongo;
import io.tertulia.local.mongo.MongoSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningKeysTests {

    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final TestDatabase mongo = new TestDatabase();
    private final KeyPeriod period = KeyPeriod.at(Instant.parse("2030-06-15T00:00:00Z"), ROTATION);
    private final TestClock clock = new TestClock(period.start().plus(Duration.ofDays(1)));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void signsWithOneKeyForAWholePeriod() {
        SigningKeys keys = instance("");
        String first = keys.signing().getKeyID();

        clock.set(period.end().minusSeconds(1));

        assertThat(keys.signing().getKeyID()).isEqualTo(first);
        clock.set(period.end());
        assertThat(keys.signing().getKeyID()).isNotEqualTo(first);
    }

    @Test
    void publishesTheNextKeyBeforeItSigns() {
        SigningKeys keys = instance("");
        assertThat(published(keys)).containsExactly(keys.signing().getKeyID());

        clock.set(period.end().minus(Duration.ofMinutes(30)));
        List<String> ahead = published(keys);

        assertThat(ahead).hasSize(2);
        clock.set(period.end());
        assertThat(ahead).contains(keys.signing().getKeyID());
    }

    @Test
    void publishesAnOldKeyUntilItsLastTokenHasExpired() {
        SigningKeys keys = instance("");
        String old = keys.signing().getKeyID();

        clock.set(period.end().plus(LIFETIME));
        assertThat(published(keys)).contains(old);

        clock.advance(KeyPeriod.CLOCK_SKEW);
        assertThat(published(keys)).doesNotContain(old);
    }

    @Test
    void deletesKeysThatNobodyNeeds() {
        SigningKeys keys = instance("");
        keys.signing();

        clock.advance(ROTATION.multipliedBy(3));
        keys.signing();

        assertThat(mongo.database().getCollection("signing_keys").countDocuments()).isOne();
    }

    @Test
    void neverPublishesAPrivateKey() {
        assertThat(instance("").published().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
    }

    @Test
    void isTheSameForInstancesThatStartAtOnce() throws Exception {
        Callable<String> startOne = () -> instance("").signing().getKeyID();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = threads.invokeAll(Stream.generate(() -> startOne).limit(4).toList());

            String first = started.getFirst().get();
            for (var other : started) {
                assertThat(other.get()).isEqualTo(first);
            }
        }
    }

    @Test
    void encryptsPrivateKeysWhenThereIsASecret() {
        String signing = instance(SECRET).signing().getKeyID();

        Document stored = mongo.database().getCollection("signing_keys").find().first();
        assertThat(stored).isNotNull();
        assertThat(stored.getString("jwk")).doesNotContain("kty");
        assertThat(instance(SECRET).signing().getKeyID()).isEqualTo(signing);
        assertThatThrownBy(() -> instance("another" + SECRET).signing())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key-secret");
        assertThatThrownBy(() -> instance("").signing()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsKeysThatWereStoredBeforeThereWasASecret() {
        String signing = instance("").signing().getKeyID();

        assertThat(instance(SECRET).signing().getKeyID()).isEqualTo(signing);
    }

    @Test
    void stayKnownWhileTheDatabaseIsAway() {
        EmbeddedMongo server = EmbeddedMongo.start(MongoSettings.inMemory());
        String impatient = server.uri() + "/?serverSelectionTimeoutMS=200";
        try (var client = MongoClients.create(impatient)) {
            SigningKeys keys = instance(new SigningKeyStore(client.getDatabase("x"), seal("")));
            String known = keys.signing().getKeyID();
            server.close();
            clock.advance(Duration.ofMinutes(10));

            assertThat(keys.signing().getKeyID()).isEqualTo(known);
            clock.set(period.end());
            assertThatThrownBy(keys::signing).isInstanceOf(MongoException.class);
        }
    }

    private SigningKeys instance(String secret) {
        return instance(new SigningKeyStore(mongo.database(), seal(secret)));
    }

    private SigningKeys instance(SigningKeyStore store) {
        return new SigningKeys(store, new WeakKeyMaker(), properties(""), clock);
    }

    private static KeySeal seal(String secret) {
        return new KeySeal(properties(secret));
    }

    private static TokenProperties properties(String secret) {
        return new TokenProperties(URI.create("http://localhost:8080"), LIFETIME, ROTATION, secret);
    }

    private static List<String> published(SigningKeys keys) {
        return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
    }

    /** Keys too short to sign with, but made in no time. */
    private static final class WeakKeyMaker extends KeyMaker {

        @Override
        RSAKey make() {
            return make(new RSAKeyGenerator(512, true));
        }
    }
}
