package io.tertulia.identity.login;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Collection {@code sessions}: {@code _id} is the session's id, {@code token_hash} the SHA-256 of
 * its refresh token, {@code user_id}, {@code created_at}, {@code expires_at}. A session that was
 * ended is deleted, so what is not here is not valid.
 *
 * <p>Index {@code token_hash}, unique: finds the session of a refresh token. The sweep by {@code
 * expires_at} has no index: it runs rarely and MongoDB's own expiry is not everywhere.
 */
@Repository
class SessionStore {

    private static final int TOKEN_BYTES = 32;

    private final MongoCollection<Document> sessions;
    private final LoginProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionStore(MongoDatabase database, LoginProperties properties, Clock clock) {
        this.sessions = database.getCollection("sessions");
        this.properties = properties;
        this.clock = clock;
        sessions.createIndex(new Document("token_hash", 1), new IndexOptions().unique(true));
    }

    /** Begins a session; its refresh token is in the answer and nowhere else. */
    Opened open(UUID userId) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        sessions.insertOne(
                new Document("_id", id.toString())
                        .append("token_hash", Digests.sha256(token))
                        .append("user_id", userId.toString())
                        .append("created_at", now)
                        .append("expires_at", now.plus(properties.refreshLifetime())));
        return new Opened(new Session(id, userId), token);
    }

    /** The session of a refresh token that is still valid. */
    Optional<Session> byToken(String token) {
        Document stored = sessions.find(new Document("token_hash", Digests.sha256(token))).first();
        if (stored == null || !clock.instant().isBefore(stored.getDate("expires_at").toInstant())) {
            return Optional.empty();
        }
        return Optional.of(
                new Session(
                        UUID.fromString(stored.getString("_id")),
                        UUID.fromString(stored.getString("user_id"))));
    }

    void endByToken(String token) {
        sessions.deleteOne(new Document("token_hash", Digests.sha256(token)));
    }

    void end(UUID id) {
        sessions.deleteOne(new Document("_id", id.toString()));
    }

    /** Deletes what has run out and says how many. */
    long sweep() {
        var expired = new Document("expires_at", new Document("$lte", clock.instant()));
        return sessions.deleteMany(expired).getDeletedCount();
    }

    /** A session just begun, with the token that renews it. */
    record Opened(Session session, String refreshToken) {

        @Override
        public String toString() {
            return "Opened[%s]".formatted(session.id());
        }
    }
}
