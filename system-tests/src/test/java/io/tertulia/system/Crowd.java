package io.tertulia.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Many people at once, who wait when they are told to. */
final class Crowd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Crowd() {}

    /** Registers people, as slowly as one address may. */
    static List<Person> register(TertuliaProcess tertulia, int count) {
        return IntStream.range(0, count).mapToObj(_ -> register(tertulia)).toList();
    }

    private static Person register(TertuliaProcess tertulia) {
        var registered = new CompletableFuture<Person>();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> registered.complete(Person.register(tertulia, "crowd")));
        return registered.join();
    }

    /** Says something, as often as it takes. */
    static JsonNode say(Person writer, String room, String text) {
        var body = Map.of("room", room, "id", UUID.randomUUID(), "content", text);
        var said = new CompletableFuture<JsonNode>();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            Person.Answer answer = writer.post("/api/v1/chat/messages/", body);
                            return answer.status() < 300 && said.complete(answer.body());
                        });
        return said.join();
    }

    /** Does things at once, and waits for all of them. */
    static <T> List<T> all(List<Callable<T>> turns) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(turns)) {
                results.add(each.get());
            }
            return results;
        }
    }
}
