package io.tertulia.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import reactor.core.publisher.Mono;

class VerifiedTokensTests {

    private static final int MOST = 3;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Both by the same name, as a forger would call his. */
    private static final RSAKey KEY = key();

    private static final RSAKey OTHER_KEY = key();

    private Instant now = START;
    private JWKSet published = new JWKSet(KEY);
    private final List<String> verified = new ArrayList<>();
    private final VerifiedTokens tokens = tokens(new AccessProperties.Tokens(MOST, KNOWN_FOR));

    @Test
    void verifiesTheSameTokenOnce() {
        String token = token(KEY, "somebody");

        Jwt first = decode(tokens, token);
        Jwt second = decode(tokens, token);

        assertThat(verified).containsExactly(token);
        assertThat(second.getTokenValue()).isEqualTo(token);
        assertThat(second.getClaims()).isEqualTo(first.getClaims());
        assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
        assertThat(second.getExpiresAt()).isEqualTo(START.plus(LIFETIME));
    }

    @Test
    void refusesAKnownTokenThatHasExpired() {
        VerifiedTokens lasting =
                tokens(new AccessProperties.Tokens(MOST, LIFETIME.multipliedBy(2)));
        String token = token(KEY, "somebody");
        decode(lasting, token);

        now = START.plus(LIFETIME).plusSeconds(1);

        assertThatExceptionOfType(JwtValidationException.class)
                .isThrownBy(() -> decode(lasting, token));
        assertThat(verified).containsExactly(token);
    }

    @Test
    void refusesATokenOfAWithdrawnKeyAfterTheTime() {
        String token = token(KEY, "somebody");
        decode(tokens, token);
        published = new JWKSet();

        now = START.plus(KNOWN_FOR).minusMillis(1);
        assertThat(decode(tokens, token).getSubject()).isEqualTo("somebody");

        now = START.plus(KNOWN_FOR);
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(tokens, token));
    }

    /** Who asks all the time must not keep a withdrawn key alive. */
    @Test
    void isNotReassuredByBeingAsked() {
        String token = token(KEY, "somebody");
        decode(tokens, token);
        published = new JWKSet();
        now = START.plus(KNOWN_FOR.dividedBy(2));
        decode(tokens, token);

        now = START.plus(KNOWN_FOR);

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(tokens, token));
    }

    @Test
    void refusesAnotherSignatureUnderWhatIsKnown() {
        String token = token(KEY, "somebody");
        String text = token.substring(0, token.lastIndexOf('.'));
        String forged = token(OTHER_KEY, "somebody");
        decode(tokens, token);

        assertThat(forged).startsWith(text);
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(tokens, forged));
        assertThatExceptionOfType(BadJwtException.class)
                .isThrownBy(() -> decode(tokens, text + "."));
    }

    @Test
    void verifiesAgainWhatWasRefused() {
        String token = token(OTHER_KEY, "somebody");
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(tokens, token));

        published = new JWKSet(OTHER_KEY);

        assertThat(decode(tokens, token).getSubject()).isEqualTo("somebody");
    }

    @Test
    void knowsNoMoreThanItMay() {
        List<String> people = List.of("a", "b", "c", "d", "e", "f");
        List<String> issued = people.stream().map(each -> token(KEY, each)).toList();

        issued.forEach(token -> decode(tokens, token));
        issued.forEach(token -> decode(tokens, token));

        // At most so many need no verifying the second time.
        assertThat(verified).hasSizeGreaterThanOrEqualTo(2 * people.size() - MOST);
    }

    @Test
    void verifiesEachTimeWhereNoneMayBeKnown() {
        VerifiedTokens forgetful = tokens(new AccessProperties.Tokens(0, KNOWN_FOR));
        String token = token(KEY, "somebody");

        decode(forgetful, token);
        decode(forgetful, token);

        assertThat(verified).containsExactly(token, token);
    }

    private VerifiedTokens tokens(AccessProperties.Tokens properties) {
        InstantSource clock = () -> now;
        var timestamps = new JwtTimestampValidator(Duration.ZERO);
        timestamps.setClock(clock.withZone(ZoneOffset.UTC));
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        JWSAlgorithm.RS256, (selector, _) -> selector.select(published)));
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var verifier = new NimbusJwtDecoder(processor);
        verifier.setJwtValidator(timestamps);
        return new VerifiedTokens(
                token -> {
                    verified.add(token);
                    return Mono.fromCallable(() -> verifier.decode(token));
                },
                timestamps,
                properties,
                () -> Duration.between(START, now).toNanos());
    }

    private static Jwt decode(VerifiedTokens tokens, String token) {
        return Objects.requireNonNull(tokens.decode(token).block());
    }

    private static String token(RSAKey key, String subject) {
        var claims =
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issueTime(Date.from(START))
                        .expirationTime(Date.from(START.plus(LIFETIME)))
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

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("a").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
