package io.tertulia.web;

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
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

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
    private final VerifiedTokens tokens = tokens(new TokenProperties(MOST, KNOWN_FOR));

    @Test
    void verifiesTheSameTokenOnce() {
        String token = token(KEY, "somebody");

        Jwt first = tokens.decode(token);
        Jwt second = tokens.decode(token);

        assertThat(verified).containsExactly(token);
        assertThat(second.getTokenValue()).isEqualTo(token);
        assertThat(second.getClaims()).isEqualTo(first.getClaims());
        assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
        assertThat(second.getExpiresAt()).isEqualTo(START.plus(LIFETIME));
    }

    @Test
    void refusesAKnownTokenThatHasExpired() {
        VerifiedTokens lasting = tokens(new TokenProperties(MOST, LIFETIME.multipliedBy(2)));
        String token = token(KEY, "somebody");
        lasting.decode(token);

        now = START.plus(LIFETIME).plusSeconds(1);

        assertThatExceptionOfType(JwtValidationException.class)
                .isThrownBy(() -> lasting.decode(token));
        assertThat(verified).containsExactly(token);
    }

    @Test
    void refusesATokenOfAWithdrawnKeyAfterTheTime() {
        String token = token(KEY, "somebody");
        tokens.decode(token);
        published = new JWKSet();

        now = START.plus(KNOWN_FOR).minusMillis(1);
        assertThat(tokens.decode(token).getSubject()).isEqualTo("somebody");

        now = START.plus(KNOWN_FOR);
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    }

    /** Who asks all the time must not keep a withdrawn key alive. */
    @Test
    void isNotReassuredByBeingAsked() {
        String token = token(KEY, "somebody");
        tokens.decode(token);
        published = new JWKSet();
        now = START.plus(KNOWN_FOR.dividedBy(2));
        tokens.decode(token);

        now = START.plus(KNOWN_FOR);

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    }

    @Test
    void refusesAnotherSignatureUnderWhatIsKnown() {
        String token = token(KEY, "somebody");
        String text = token.substring(0, token.lastIndexOf('.'));
        String forged = token(OTHER_KEY, "somebody");
        tokens.decode(token);

        assertThat(forged).startsWith(text);
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(forged));
        assertThatExceptionOfType(BadJwtException.class)
                .isThrownBy(() -> tokens.decode(text + "."));
    }

    @Test
    void verifiesAgainWhatWasRefused() {
        String token = token(OTHER_KEY, "somebody");
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));

        published = new JWKSet(OTHER_KEY);

        assertThat(tokens.decode(token).getSubject()).isEqualTo("somebody");
    }

    @Test
    void knowsNoMoreThanItMay() {
        List<String> people = List.of("a", "b", "c", "d", "e", "f");
        List<String> issued = people.stream().map(each -> token(KEY, each)).toList();

        issued.forEach(tokens::decode);
        issued.forEach(tokens::decode);

        // At most so many need no verifying the second time.
        assertThat(verified).hasSizeGreaterThanOrEqualTo(2 * people.size() - MOST);
    }

    @Test
    void verifiesEachTimeWhereNoneMayBeKnown() {
        VerifiedTokens forgetful = tokens(new TokenProperties(0, KNOWN_FOR));
        String token = token(KEY, "somebody");

        forgetful.decode(token);
        forgetful.decode(token);

        assertThat(verified).containsExactly(token, token);
    }

    private VerifiedTokens tokens(TokenProperties properties) {
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
                    return verifier.decode(token);
                },
                timestamps,
                properties,
                () -> Duration.between(START, now).toNanos());
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
