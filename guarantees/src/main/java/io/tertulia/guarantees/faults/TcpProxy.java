package io.tertulia.guarantees.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server, and makes it slow, or away, when asked. */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 256;
    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean isAway;
    private volatile boolean isClosed;

    private TcpProxy(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /** Listens on a free loopback port. */
    public static TcpProxy before(int serverPort) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        var proxy =
                new TcpProxy(
                        new ServerSocket(0, BACKLOG, loopback),
                        new InetSocketAddress(loopback, serverPort));
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Holds back everything for so long, from now on and in both directions. */
    public void slowDown(Duration by) {
        delay = by;
    }

    /** Breaks all connections and refuses new ones, until {@link #comeBack}. */
    public void goAway() {
        isAway = true;
        open.forEach(TcpProxy::close);
    }

    /** Lets connections through again. */
    public void comeBack() {
        isAway = false;
    }

    @Override
    public void close() {
        isClosed = true;
        open.forEach(TcpProxy::close);
        try {
            listener.close();
        } catch (IOException e) {
            // It is gone, and that was all we wanted.
        }
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that left at once.
            }
        }
    }

    private void connect(Socket client) {
        var upstream = new Socket();
        open.add(client);
        open.add(upstream);
        try {
            // Checked after both are known: whoever goes away meanwhile closes them.
            if (isAway || isClosed) {
                throw new IOException("away");
            }
            upstream.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pump(upstream, client));
            pump(client, upstream);
            back.join();
        } catch (IOException e) {
            // The client learns of it by the end of its connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(client);
            forget(upstream);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            int read = from.getInputStream().read(chunk);
            while (read >= 0) {
                LockSupport.parkNanos(delay.toNanos());
                to.getOutputStream().write(chunk, 0, read);
                read = from.getInputStream().read(chunk);
            }
        } catch (IOException e) {
            // One end of the connection is the end of both.
        } finally {
            close(from);
            close(to);
        }
    }

    private void forget(Socket socket) {
        open.remove(socket);
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, and that was all we wanted.
        }
    }
}
