package io.tertulia.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that signs itself, in PEM files and in a key store, made anew by the
 * JDK's keytool. Whoever trusts it trusts nobody else.
 *
 * @param certificate file of the certificate
 * @param key file of its private key
 * @param store a PKCS #12 file of both
 */
public record TestCertificate(Path certificate, Path key, Path store) {

    /** The store's password. */
    public static final String STORE_PASSWORD = "changeit";

    /** Makes one, in a temporary folder. */
    public static TestCertificate make(String name) {
        try {
            Path folder = Files.createTempDirectory("tertulia-test-certificate");
            Path store = folder.resolve(name + ".p12");
            keytool(name, store);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, STORE_PASSWORD.toCharArray());
            }
            return new TestCertificate(
                    write(folder, "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                    write(
                            folder,
                            "PRIVATE KEY",
                            keys.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded()),
                    store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String name, Path store) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path write(Path folder, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind));
    }

    /** The certificate's text in PEM. */
    public String certificateText() {
        return text(certificate);
    }

    /** The key's text in PEM. */
    public String keyText() {
        return text(key);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
