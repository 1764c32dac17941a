package io.tertulia.identity.tokens;

import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/** Encrypts private keys at rest (AES-256-GCM, a salt for each key) if a secret is configured. */
@Component
final class KeySeal {

    private final String secret;

    KeySeal(TokenProperties properties) {
        this.secret = properties.keySecret();
    }

    /** The text as it goes into the database; an empty salt says that it is not encrypted. */
    Sealed seal(String text) {
        if (secret.isEmpty()) {
            return new Sealed(text, "");
        }
        String salt = KeyGenerators.string().generateKey();
        return new Sealed(encryptor(salt).encrypt(text), salt);
    }

    /**
     * The text as it was.
     *
     * @throws IllegalStateException if it was encrypted with another secret, or none is configured
     */
    String open(Sealed sealed) {
        if (sealed.salt().isEmpty()) {
            return sealed.text();
        }
        try {
            return encryptor(sealed.salt()).decrypt(sealed.text());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The signing keys in the database are encrypted with another secret than"
                            + " chat.identity.tokens.key-secret; set the one they were made with",
                    e);
        }
    }

    private TextEncryptor encryptor(String salt) {
        return Encryptors.delux(secret, salt);
    }

    record Sealed(String text, String salt) {

        @Override
        public String toString() {
            return "Sealed[…]";
        }
    }
}
