package io.tertulia.identity.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes key pairs. RSA, because every resource server accepts RS256 unless told otherwise, and
 * because each token is signed once and verified with every request: RSA verifies fastest.
 */
@Component
class KeyMaker {

    private static final int BITS = 2048;

    RSAKey make() {
        return make(new RSAKeyGenerator(BITS));
    }

    static RSAKey make(RSAKeyGenerator generator) {
        try {
            // The id is the key's own fingerprint: a database that was emptied makes another key
            // for the same period, and caches must not take it for the one they know.
            return generator
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no RSA keys", e);
        }
    }
}
