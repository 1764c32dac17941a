package io.tertulia.identity;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for room-service: remembers the tokens it was shown and answers as it is told. */
public final class TestDirectory implements AutoCloseable {

    private final HttpServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);

    public TestDirectory() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/api/v1/chat/users/me/",
                exchange -> {
                    String header = exchange.getRequestHeaders().getFirst("Authorization");
                    tokens.add(header.substring("Bearer ".length()));
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The tokens of all introductions so far. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    public void answer(int newStatus) {
        status.set(newStatus);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
