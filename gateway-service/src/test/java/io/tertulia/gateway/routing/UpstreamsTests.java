package io.tertulia.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.gateway.problems.Refusal;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class UpstreamsTests {

    private static final String A = "http://10.0.0.1:80";
    private static final String B = "http://10.0.0.2:80";
    private static final String C = "http://10.0.0.3:80";

    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    @Test
    void spreadsKeysAndMovesOnlyThoseOfTheInstanceThatGoes() {
        var three = upstreams(A, B, C);
        var two = upstreams(A, C);
        var keys = IntStream.range(0, 3000).mapToObj(_ -> UUID.randomUUID().toString()).toList();

        var counts =
                keys.stream()
                        .collect(Collectors.groupingBy(k -> home(three, k), Collectors.counting()));

        assertThat(counts).hasSize(3);
        assertThat(counts.values()).allMatch(count -> count > 800);
        assertThat(keys)
                .filteredOn(key -> !home(three, key).equals(B))
                .allMatch(key -> home(two, key).equals(home(three, key)));
    }

    @Test
    void ordersInstancesForARoomAlikeInWhateverOrderTheyAreNamed() {
        List<UUID> rooms = Stream.generate(UUID::randomUUID).limit(100).toList();

        assertThat(rooms)
                .allSatisfy(
                        room ->
                                assertThat(forRoom(upstreams(A, B, C), room))
                                        .isEqualTo(forRoom(upstreams(C, A, B), room)));
        assertThat(rooms.stream().map(room -> forRoom(upstreams(A, B, C), room).getFirst()))
                .contains(A, B, C);
    }

    @Test
    void triesAnInstanceOfARoomLastWhileItIsBelievedAway() {
        var upstreams = upstreams(A, B);
        for (int i = 0; i < 2; i++) {
            ask(upstreams, B).block();
        }

        assertThat(Stream.generate(UUID::randomUUID).limit(20))
                .allSatisfy(room -> assertThat(forRoom(upstreams, room)).containsExactly(B, A));
    }

    @Test
    void triesAnInstanceLastWhileItIsBelievedAway() {
        var upstreams = upstreams(A, B);

        String answer = ask(upstreams, B).block();
        assertThat(answer).isEqualTo(B);

        for (int i = 0; i < 4; i++) {
            assertThat(upstreams.inTurn(Service.ROOM).getFirst().toString()).isEqualTo(B);
        }
        now = now.plusSeconds(3);
        assertThat(
                        Stream.of(1, 2)
                                .map(_ -> upstreams.inTurn(Service.ROOM).getFirst().toString())
                                .toList())
                .containsExactlyInAnyOrder(A, B);
    }

    @Test
    void refusesWhenNobodyIsThere() {
        var upstreams = upstreams(A, B);

        assertThatThrownBy(() -> ask(upstreams, "nobody").block())
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.status().value()).isEqualTo(503));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1:80",
                "ws://10.0.0.1:80",
                "https://10.0.0.1",
                "http://10.0.0.1/base",
                "http://10.0.0.1?x"
            })
    void refusesAddressesThatAreNoBase(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upstreams(address))
                .withMessageContaining(address);
    }

    @Test
    void writesThePortThatIsNotGiven() {
        var instance = upstreams("http://rooms/").inTurn(Service.ROOM).getFirst();

        assertThat(instance.at("/a%20b", "q=%C3%B1&x"))
                .isEqualTo(URI.create("http://rooms:80/a%20b?q=%C3%B1&x"));
    }

    /** Asks for the address of the first instance that answers, when only one does. */
    private static Mono<String> ask(Upstreams upstreams, String alive) {
        return upstreams.tryEach(
                Service.ROOM,
                upstreams.inTurn(Service.ROOM),
                _ -> Upstreams.Verdict.GIVE_UP,
                instance ->
                        instance.toString().equals(alive)
                                ? Mono.just(instance.toString())
                                : Mono.error(new ConnectException("refused")));
    }

    private static List<String> forRoom(Upstreams upstreams, UUID room) {
        return upstreams.forRoom(Service.ROOM, room).stream().map(Instance::toString).toList();
    }

    private static String home(Upstreams upstreams, String key) {
        return upstreams.forKey(Service.ROOM, key).getFirst().toString();
    }

    private Upstreams upstreams(String... addresses) {
        List<URI> rooms = Stream.of(addresses).map(URI::create).toList();
        List<URI> other = List.of(URI.create("http://127.0.0.1:1"));
        return new Upstreams(
                new UpstreamProperties(
                        other,
                        rooms,
                        other,
                        other,
                        other,
                        other,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)),
                clock);
    }
}
