package io.tertulia.realtime.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a client sends, from its JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameParserBenchmark {

    private final FrameParser parser = new FrameParser();
    private final UUID room = UUID.randomUUID();
    private final byte[] message =
            """
            {"action":"send_message","client_id":"c17","id":"%s","content":"%s"}
            """
                    .formatted(UUID.randomUUID(), "x".repeat(100))
                    .getBytes(UTF_8);

    /** A message of a hundred characters. */
    @Benchmark
    public ClientFrame parseMessage() throws BadFrame {
        return parser.parse(message, Dialect.ACTIONS, room);
    }
}
