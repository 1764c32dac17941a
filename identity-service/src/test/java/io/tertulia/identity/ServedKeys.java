package io.tertulia.identity;

import java.time.Duration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Verifies tokens as other services do, by the keys that are served. */
public final class ServedKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ServedKeys() {}

    /** A decoder whose patience suits a busy machine: the first key may still be in the making. */
    public static JwtDecoder decoder(String base) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        return NimbusJwtDecoder.withJwkSetUri(base + "/oauth2/jwks")
                .restOperations(new RestTemplate(requests))
                .build();
    }
}
