package io.tertulia.message.writing;

import io.tertulia.events.User;
import io.tertulia.events.message.MessageCommand.SendMessage;
import io.tertulia.events.message.MessageType;
import io.tertulia.events.room.Role;
import io.tertulia.message.log.LogOffset;
import io.tertulia.message.log.RoomUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The writer's deciding, without what is loaded before and stored after it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeciderBenchmark {

    private static final int BATCH = 100;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final UUID room = UUID.randomUUID();
    private final User ana = new User(UUID.randomUUID(), "ana", "Ana", "Ruiz");
    private final List<SendMessage> commands = commands();

    private List<SendMessage> commands() {
        var all = new ArrayList<SendMessage>();
        for (int i = 0; i < BATCH; i++) {
            all.add(
                    new SendMessage(
                            UUID.randomUUID(),
                            room,
                            ana,
                            "x".repeat(100),
                            MessageType.TEXT,
                            null,
                            null));
        }
        return all;
    }

    /** One message of a batch of a hundred, decided and applied to what the next is judged by. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long decide() {
        var participants =
                new LogState.Participants(
                        Map.of(new RoomUser(room, ana.id()), Role.MEMBER), Set.of());
        var uploads = new LogState.Uploads(Map.of(), Set.of(), Duration.ofHours(24));
        var state =
                new LogState(
                        Map.of(), participants, Map.of(), Map.of(), Map.of(), Map.of(), uploads);
        long offset = 0;
        for (SendMessage command : commands) {
            var origin = new LogOffset("epoch", 0, offset++);
            if (Decider.decide(state, command, origin, NOON) instanceof Decision.Changed changed) {
                state.apply(changed.change());
            }
        }
        return state.head(room).lastSeq();
    }
}
