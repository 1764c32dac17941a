package io.tertulia.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.tertulia.test.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/** A gateway on a free port with a fake of every service behind it. */
final class GatewayStack implements AutoCloseable {

    final FakeService identity = new FakeService("identity");
    final FakeService room = new FakeService("room");
    final FakeService message = new FakeService("message");
    final FakeService presence = new FakeService("presence");
    final FakeService realtime = new FakeService("realtime");
    final FakeService sockets = new FakeService("sockets");

    private final ReactiveWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param settings {@code key=value}, over those of the stack
     */
    GatewayStack(String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("CHAT_ALLOWED_ORIGINS", "https://chat.example.org, https://b.example");
        all.put("CHAT_OIDC_ISSUER", TestIssuer.shared().issuer());
        all.put("CHAT_OIDC_JWKS", TestIssuer.shared().jwksUri());
        for (FakeService service : services()) {
            all.put("CHAT_" + service.name().toUpperCase(Locale.ROOT) + "_URL", service.url());
        }
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        String[] arguments =
                all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new);
        context =
                (ReactiveWebServerApplicationContext)
                        GatewayServiceApplication.prepare().run(arguments);
    }

    /** One gateway for all tests that need no settings of their own. */
    static GatewayStack shared() {
        Shared.STACK.services().forEach(FakeService::reset);
        return Shared.STACK;
    }

    int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    List<FakeService> services() {
        return List.of(identity, room, message, presence, realtime, sockets);
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    @Override
    public void close() {
        context.close();
        services().forEach(FakeService::close);
    }

    private static final class Shared {
        static final GatewayStack STACK = new GatewayStack();
    }
}
