package io.tertulia.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.core.env.Environment;

/** Asks a service whether it lives and whether it is ready, as whoever runs it does. */
public final class Probes {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private Probes(String base) {
        this.base = base;
    }

    /** Of the service at this address, for instance {@code http://127.0.0.1:8080}. */
    public static Probes at(String base) {
        return new Probes(base);
    }

    /** Of the service whose context has this environment. */
    public static Probes of(Environment environment) {
        return at("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    }

    /** What a service would find in its environment, as arguments of its application. */
    public static String[] arguments(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> "--%s=%s".formatted(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    public boolean isLive() {
        return ask("liveness").statusCode() == 200;
    }

    public boolean isReady() {
        return ask("readiness").statusCode() == 200;
    }

    /** What readiness says, as JSON. */
    public String readiness() {
        return ask("readiness").body();
    }

    public void awaitReady() {
        await("ready").untilAsserted(() -> assertReady(true));
    }

    public void awaitUnready() {
        await("not ready").untilAsserted(() -> assertReady(false));
    }

    /** Waits for readiness to say that this part of it is down. */
    public void awaitDown(String component) {
        await(component, "DOWN");
    }

    /** Waits for readiness to say that this part of it is up. */
    public void awaitUp(String component) {
        await(component, "UP");
    }

    private void await(String component, String status) {
        // Its status comes after its details, where these are shown.
        var says =
                Pattern.compile(
                        "\"%s\":\\{(\"details\":\\{[^}]*},)?\"status\":\"%s\""
                                .formatted(component, status));
        await(component + " is " + status)
                .until(this::readiness, body -> says.matcher(body).find());
    }

    private void assertReady(boolean expected) {
        HttpResponse<String> answer = ask("readiness");
        if (answer.statusCode() == 200 != expected) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
    }

    private HttpResponse<String> ask(String probe) {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/actuator/health/" + probe))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
