package io.tertulia.message.search;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import io.tertulia.test.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Stands before the shared database, and swallows its answers while it is told to. */
final class Relay implements AutoCloseable {

    private static final int BUFFER = 8_192;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final LongAdder swallowed = new LongAdder();
    private volatile boolean swallows;

    Relay() {
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where clients connect. */
    String uri() {
        return "mongodb://127.0.0.1:%d/?directConnection=true".formatted(server.getLocalPort());
    }

    /** From now on no answer comes through, or every one again. */
    void swallow(boolean answers) {
        swallows = answers;
    }

    /** How much of the answers did not come through. */
    long swallowed() {
        return swallowed.sum();
    }

    private void accept() {
        ServerAddress database =
                new ServerAddress(
                        Optional.ofNullable(new ConnectionString(Servers.mongo()).getHosts())
                                .orElseThrow()
                                .getFirst());
        try {
            while (true) {
                Socket client = server.accept();
                var upstream = new Socket(database.getHost(), database.getPort());
                sockets.addAll(List.of(client, upstream));
                Thread.ofVirtual().start(() -> copy(client, upstream, false));
                Thread.ofVirtual().start(() -> copy(upstream, client, true));
            }
        } catch (IOException e) {
            // The relay is closed.
            return;
        }
    }

    private void copy(Socket from, Socket to, boolean areAnswers) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (areAnswers && swallows) {
                    swallowed.increment();
                } else {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // One side has hung up, and so does the other.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
