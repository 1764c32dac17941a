package io.tertulia.system;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * Makes tokens of people, as the installation would and as it never would. It takes the signing key
 * out of the database, as only an operator can.
 */
public final class Forger {

    private static final int KEY_BITS = 2048;

    private final RSAKey key;
    private final RSAKey foreignKey;

    private Forger(RSAKey key, RSAKey foreignKey) {
        this.key = key;
        this.foreignKey = foreignKey;
    }

    /** Looks up the key that signed somebody's token. */
    public static Forger with(TertuliaProcess tertulia, Person person) {
        try (MongoClient mongo = MongoClients.create(tertulia.addressOf("mongo"))) {
            String kid = SignedJWT.parse(person.token()).getHeader().getKeyID();
            Document stored =
                    mongo.getDatabase("identity")
                            .getCollection("signing_keys")
                            .find(new Document("kid", kid))
                            .first();
            if (stored == null) {
                throw new AssertionError("the key of a token is not in the database");
            }
            return new Forger(
                    RSAKey.parse(stored.getString("jwk")),
                    new RSAKeyGenerator(KEY_BITS).keyID(kid).generate());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good token that ends at a time, which may have passed. */
    public String endingAt(Person person, Instant end) {
        var claims =
                new JWTClaimsSet.Builder(claims(person))
                        .issueTime(Date.from(end.minusSeconds(3600)))
                        .expirationTime(Date.from(end))
                        .build();
        return signed(claims, JWSAlgorithm.RS256, signer(key));
    }

    /** A token in which one claim is another. */
    public String claiming(Person person, String claim, Object value) {
        var claims = new JWTClaimsSet.Builder(claims(person)).claim(claim, value).build();
        return signed(claims, JWSAlgorithm.RS256, signer(key));
    }

    /** A token that nobody has signed ({@code alg: none}). */
    public String unsigned(Person person) {
        return new PlainJWT(claims(person)).serialize();
    }

    /** A token signed with another key that pretends to be ours. */
    public String signedByAnother(Person person) {
        return signed(claims(person), JWSAlgorithm.RS256, signer(foreignKey));
    }

    /** A token signed with what everybody knows, the public key, as if it were a secret. */
    public String signedWithThePublicKey(Person person) {
        try {
            byte[] secret = key.toRSAPublicKey().getEncoded();
            return signed(claims(person), JWSAlgorithm.HS256, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSASSASigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(Person person) {
        try {
            return SignedJWT.parse(person.token()).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
