package io.tertulia.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.events.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * An OIDC issuer in miniature: signs tokens and serves the key that verifies them. It stands in for
 * whichever provider an installation trusts.
 */
public final class TestIssuer {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEY_BITS = 2048;

    private final RSAKey key;
    private final HttpServer server;

    private TestIssuer(String keyId) {
        try {
            key = new RSAKeyGenerator(KEY_BITS).keyID(keyId).generate();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] jwks = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        server.createContext(
                "/jwks",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, jwks.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(jwks);
                    }
                });
        server.start();
    }

    /** The issuer that {@link WithServers} makes a context trust. */
    public static TestIssuer shared() {
        return Shared.ISSUER;
    }

    /** An issuer that nobody trusts. */
    public static TestIssuer stranger() {
        return new TestIssuer("stranger");
    }

    /** The {@code iss} of the tokens. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where the verifying key is served. */
    public String jwksUri() {
        return issuer() + "/jwks";
    }

    /** A token that is valid for an hour from now. */
    public String token(User user) {
        return token(user, Instant.now().plus(LIFETIME));
    }

    /** A token that was valid once. */
    public String tokenExpired(User user) {
        return token(user, Instant.now().minus(LIFETIME));
    }

    /** A token that ends at a given time. */
    public String token(User user, Instant expiresAt) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject(user.id().toString())
                        .audience("tertulia")
                        .claim("preferred_username", user.username())
                        .claim("given_name", user.firstName())
                        .claim("family_name", user.lastName())
                        .claim("name", (user.firstName() + " " + user.lastName()).strip())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(expiresAt.minus(LIFETIME)))
                        .expirationTime(Date.from(expiresAt))
                        .build();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static final class Shared {
        static final TestIssuer ISSUER = new TestIssuer("test");
    }
}
