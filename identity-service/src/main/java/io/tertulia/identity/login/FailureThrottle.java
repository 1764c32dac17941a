package io.tertulia.identity.login;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.tertulia.identity.accounts.Usernames;
import io.tertulia.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Counts wrong passwords for each username and each client address, in the database, so that all
 * instances count together and a restart forgives nothing.
 *
 * <p>Collection {@code login_failures}: {@code _id} is kind, digest of the name or address, and the
 * start of the window; {@code count}; {@code expires_at}. Names are digested since people type
 * passwords into the wrong field. Every document costs a guess at bcrypt's price and lives for one
 * window and a sweep, which bounds them.
 */
@Repository
class FailureThrottle {

    private static final String COUNT = "count";

    private final MongoCollection<Document> failures;
    private final LoginProperties properties;
    private final Clock clock;

    FailureThrottle(MongoDatabase database, LoginProperties properties, Clock clock) {
        this.failures = database.getCollection("login_failures");
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Lets a guess through, or not.
     *
     * @throws ProblemException 429 if the username or the address has used up its window
     */
    void check(String username, String address) {
        Instant now = clock.instant();
        Instant start = windowStart(now);
        String ofUsername = usernameId(username, start);
        String ofAddress = addressId(address, start);
        var both = new Document("_id", new Document("$in", List.of(ofUsername, ofAddress)));
        for (Document counted : failures.find(both)) {
            int limit =
                    ofUsername.equals(counted.getString("_id"))
                            ? properties.failuresPerUsername()
                            : properties.failuresPerAddress();
            if (counted.get(COUNT, Number.class).intValue() >= limit) {
                Duration left = Duration.between(now, start.plus(properties.failureWindow()));
                throw ProblemException.tooFast(
                        "Too many wrong passwords; wait a little.", left.plusSeconds(1));
            }
        }
    }

    /** Counts a wrong password. Increments do not get lost however many happen at once. */
    void failed(String username, String address) {
        Instant start = windowStart(clock.instant());
        count(usernameId(username, start), start);
        count(addressId(address, start), start);
    }

    /** Forgives the username, whose owner has shown up, but not the address. */
    void succeeded(String username) {
        Instant start = windowStart(clock.instant());
        failures.deleteOne(new Document("_id", usernameId(username, start)));
    }

    /** Deletes the windows that are over and says how many. */
    long sweep() {
        var over = new Document("expires_at", new Document("$lte", clock.instant()));
        return failures.deleteMany(over).getDeletedCount();
    }

    private void count(String id, Instant start) {
        failures.updateOne(
                new Document("_id", id),
                new Document("$inc", new Document(COUNT, 1))
                        .append(
                                "$setOnInsert",
                                new Document("expires_at", start.plus(properties.failureWindow()))),
                new UpdateOptions().upsert(true));
    }

    private Instant windowStart(Instant now) {
        long seconds = properties.failureWindow().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    private static String usernameId(String username, Instant start) {
        return id("username", Usernames.key(username), start);
    }

    private static String addressId(String address, Instant start) {
        return id("address", address, start);
    }

    private static String id(String kind, String value, Instant start) {
        return kind + ":" + Digests.sha256(value) + ":" + start.getEpochSecond();
    }
}
