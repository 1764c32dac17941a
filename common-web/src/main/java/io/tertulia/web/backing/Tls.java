package io.tertulia.web.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Whom a client trusts and who it says that it is: paths of PEM files, empty where there is none.
 *
 * @param ca the certificates that are trusted; without it those that the JVM trusts
 * @param certificate the client's own, with its chain
 * @param key its private key, in PKCS #8 and not encrypted
 */
record Tls(
        @DefaultValue("") String ca,
        @DefaultValue("") String certificate,
        @DefaultValue("") String key) {

    private static final String CERTIFICATE_MARK = "-----BEGIN CERTIFICATE-----";
    private static final String KEY_MARK = "-----BEGIN PRIVATE KEY-----";

    Tls {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "A client's certificate and its key belong together: give both, or neither.");
        }
    }

    boolean isEmpty() {
        return ca.isEmpty() && certificate.isEmpty();
    }

    /**
     * The text of the trusted certificates; null where there are none of its own.
     *
     * @throws IllegalArgumentException naming the file, if it cannot be read or holds no such thing
     */
    @Nullable String caText() {
        return text(ca, CERTIFICATE_MARK, "certificate in PEM");
    }

    /** The text of the client's certificate, as {@link #caText}. */
    @Nullable String certificateText() {
        return text(certificate, CERTIFICATE_MARK, "certificate in PEM");
    }

    /** The text of the client's key, as {@link #caText}. */
    @Nullable String keyText() {
        return text(
                key,
                KEY_MARK,
                "unencrypted private key in PKCS #8; openssl pkcs8 -topk8 -nocrypt makes one");
    }

    /** A context of these files, as {@link #caText}. */
    SSLContext context() {
        String trusted = caText();
        String own = certificateText();
        return SslBundle.of(
                        new PemSslStoreBundle(
                                own == null
                                        ? null
                                        : PemSslStoreDetails.forCertificates(own)
                                                .withPrivateKey(keyText()),
                                trusted == null
                                        ? null
                                        : PemSslStoreDetails.forCertificates(trusted)))
                .createSslContext();
    }

    /**
     * Read once, at the start: a file that is missing is then told of, and not at some later time.
     */
    private static @Nullable String text(String path, String mark, String what) {
        if (path.isEmpty()) {
            return null;
        }
        String text = read(path);
        if (!text.contains(mark)) {
            throw new IllegalArgumentException("%s holds no %s.".formatted(path, what));
        }
        return text;
    }

    static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("%s cannot be read (%s).".formatted(path, e), e);
        }
    }
}
