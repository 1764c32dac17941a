package io.tertulia.identity.tokens;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where to find the keys that prove tokens, the way every OpenID Connect client looks for them.
 *
 * <p>Written by hand instead of running Spring's authorization server: people log in by {@code POST
 * /api/v1/auth/login}, so its endpoints (authorization, token, introspection, device…) would be
 * announced and not work without a login page and state shared by all instances. The price is that
 * no third-party application can log people in here; who needs that runs a full provider in this
 * service's place, which changes two settings of the other services.
 */
@RestController
final class DiscoveryController {

    private static final CacheControl KEYS_CACHE =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

    private final SigningKeys keys;
    private final TokenProperties properties;

    DiscoveryController(SigningKeys keys, TokenProperties properties) {
        this.keys = keys;
        this.properties = properties;
    }

    @GetMapping("/oauth2/jwks")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(KEYS_CACHE)
                .body(keys.published().toJSONObject(true));
    }

    @GetMapping("/.well-known/openid-configuration")
    ResponseEntity<Metadata> metadata() {
        String issuer = properties.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return ResponseEntity.ok()
                .cacheControl(KEYS_CACHE)
                .body(
                        new Metadata(
                                issuer,
                                base + "/oauth2/jwks",
                                List.of("public"),
                                List.of("RS256"),
                                Metadata.CLAIMS));
    }

    /** Only what this service does; fields without a value of ours are left out, not invented. */
    record Metadata(
            String issuer,
            String jwksUri,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported,
            List<String> claimsSupported) {

        private static final List<String> CLAIMS =
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "iat",
                        "exp",
                        "jti",
                        "sid",
                        "preferred_username",
                        "given_name",
                        "family_name",
                        "name");
    }
}
