package io.tertulia.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks TLS with clients, on a port of its own on the loopback address, and hands on what they say
 * to a server that speaks none.
 */
public final class TlsDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsDoor.class);

    private final SSLServerSocket listener;
    private final int behind;

    private TlsDoor(SSLServerSocket listener, int behind) {
        this.listener = listener;
        this.behind = behind;
    }

    /** Before a server on this machine's port. */
    public static TlsDoor before(int port, TestCertificate own) {
        return open(port, context(own, null), false);
    }

    /** The same, letting in only those who show this certificate. */
    public static TlsDoor before(int port, TestCertificate own, TestCertificate trusted) {
        return open(port, context(own, trusted), true);
    }

    private static TlsDoor open(int port, SSLContext context, boolean asks) {
        try {
            var socket =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setNeedClientAuth(asks);
            var door = new TlsDoor(socket, port);
            Thread.ofVirtual().start(door::accept);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context(TestCertificate own, @Nullable TestCertificate trusted) {
        char[] password = TestCertificate.STORE_PASSWORD.toCharArray();
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(own, password), password);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (trusted != null) {
                KeyStore anchors = KeyStore.getInstance("PKCS12");
                anchors.load(null, null);
                KeyStore of = store(trusted, password);
                anchors.setCertificateEntry(
                        "trusted", of.getCertificate(of.aliases().nextElement()));
                trust.init(anchors);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(), trusted == null ? null : trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore store(TestCertificate of, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(of.store())) {
            store.load(in, password);
        }
        return store;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            LOG.debug("The door is closed", e);
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            server.shutdownOutput();
            back.join();
        } catch (IOException e) {
            LOG.debug("A connection broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("A connection broke off", e);
        }
    }

    @Override
    public void close() {
        try {

            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
