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
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of people, as the installation would and as it never would. It takes the signing key
 * out of the database, as only an operator can.
 */
public final class Forger {

    private static final int KEY_BITS = 2048;
    private static final URI EVIL = URI.create("https://evil.example/jwks");

    /** Past what clocks may differ by. */
    private static final Duration LONG_AGO = Duration.ofMinutes(5);

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
    public String claiming(Person person, String claim, @Nullable Object value) {
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

    /** Every way to a token that must not be believed, by what is wrong with it. */
    public Map<String, String> badTokens(Person person) {
        var tokens = new LinkedHashMap<String, String>();
        Instant now = Instant.now();
        tokens.put("expired", endingAt(person, now.minus(LONG_AGO)));
        tokens.put("not valid yet", claiming(person, "nbf", Date.from(now.plus(LONG_AGO))));
        tokens.put("of another issuer", claiming(person, "iss", "https://evil.example"));
        tokens.put("of no issuer", claiming(person, "iss", null));
        tokens.put("of nobody", claiming(person, "sub", "not-a-uuid"));
        tokens.put("of no subject", claiming(person, "sub", null));
        tokens.put("unsigned", unsigned(person));
        tokens.put("signed by another", signedByAnother(person));
        tokens.put("signed with the public key", signedWithThePublicKey(person));
        tokens.put("with a key of its own", bringing(person, header -> header.jwk(publicOf())));
        tokens.put("with its key elsewhere", bringing(person, header -> header.jwkURL(EVIL)));
        tokens.put("with a certificate elsewhere", bringing(person, h -> h.x509CertURL(EVIL)));
        tokens.put("of a key that nobody knows", bringing(person, h -> h.keyID("unknown")));
        tokens.put("of no key", bringing(person, header -> header.keyID(null)));
        tokens.put("with other claims", withOtherClaims(person));
        tokens.put("without a signature", parts(person)[0] + "." + parts(person)[1] + ".");
        tokens.put("of two parts", parts(person)[0] + "." + parts(person)[1]);
        tokens.put("to renew with", person.refreshToken());
        tokens.put("garbage", "garbage");
        tokens.put("dots", "..");
        tokens.put("long", "a".repeat(4_000));
        return tokens;
    }

    /** A token that says itself how it is to be checked, signed by a key of the forger's. */
    private String bringing(Person person, UnaryOperator<JWSHeader.Builder> trick) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        return signed(claims(person), trick.apply(header).build(), signer(foreignKey));
    }

    private RSAKey publicOf() {
        return foreignKey.toPublicJWK();
    }

    /** A good signature of somebody's own claims, under those of another. */
    private String withOtherClaims(Person person) {
        String other = new PlainJWT(claimsOf(UUID.randomUUID(), person)).serialize();
        String[] good = parts(person);
        return good[0] + "." + other.split("\\.", -1)[1] + "." + good[2];
    }

    private static JWTClaimsSet claimsOf(UUID subject, Person person) {
        return new JWTClaimsSet.Builder(claims(person)).subject(subject.toString()).build();
    }

    private static String[] parts(Person person) {
        return person.token().split("\\.", -1);
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        return signed(
                claims, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), signer);
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
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
