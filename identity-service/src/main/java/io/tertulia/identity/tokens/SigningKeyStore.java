package io.tertulia.identity.tokens;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Collection {@code signing_keys}: {@code _id} names the rotation period, {@code kid} the key,
 * {@code jwk} is the whole pair as JSON, encrypted if {@code salt} is not empty, {@code signs_from}
 * and {@code signs_until} are epoch seconds. Two or three documents; read whole, so it needs no
 * index but {@code _id}.
 */
@Repository
class SigningKeyStore {

    private final MongoCollection<Document> keys;
    private final KeySeal seal;

    SigningKeyStore(MongoDatabase database, KeySeal seal) {
        this.keys = database.getCollection("signing_keys");
        this.seal = seal;
    }

    List<SigningKey> all() {
        return keys.find().map(this::fromDocument).into(new ArrayList<>());
    }

    /**
     * Stores a key unless its period has one already. When several instances make one at the same
     * time the unique {@code _id} lets the first through; the caller reads again and all agree.
     */
    void offer(SigningKey key) {
        try {
            keys.insertOne(toDocument(key));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    void remove(SigningKey key) {
        keys.deleteOne(new Document("_id", key.period().id()));
    }

    private Document toDocument(SigningKey key) {
        KeySeal.Sealed sealed = seal.seal(key.pair().toJSONString());
        return new Document("_id", key.period().id())
                .append("kid", key.pair().getKeyID())
                .append("jwk", sealed.text())
                .append("salt", sealed.salt())
                .append("signs_from", key.period().start().getEpochSecond())
                .append("signs_until", key.period().end().getEpochSecond());
    }

    private SigningKey fromDocument(Document stored) {
        var sealed = new KeySeal.Sealed(stored.getString("jwk"), stored.getString("salt"));
        try {
            return new SigningKey(
                    new KeyPeriod(
                            Instant.ofEpochSecond(stored.getLong("signs_from")),
                            Instant.ofEpochSecond(stored.getLong("signs_until"))),
                    RSAKey.parse(seal.open(sealed)));
        } catch (ParseException e) {
            // The cause would quote the text, which holds the private key.
            throw new IllegalStateException(
                    "The signing key %s in the database is no JWK".formatted(stored.get("_id")));
        }
    }
}
