package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.EventSamples.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What the golden files hold is what travels: whoever changes one breaks somebody's consumer. */
class GoldenFileTests {

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final Map<Class<?>, Object> SAMPLES = EventSamples.byClass();

    static Stream<Kind> kinds() {
        return EventSamples.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesWhatTheGoldenFileHolds(Kind kind) {
        byte[] written = encode(kind.topic(), envelope(sample(kind))).value();

        assertThat(PLAIN.readTree(written)).isEqualTo(PLAIN.readTree(golden(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsWhatTheGoldenFileHolds(Kind kind) {
        var record = encode(kind.topic(), envelope(sample(kind)));
        var received = Records.received(record, golden(kind).getBytes(UTF_8));

        var read = new EventCodec<>(kind.topic()).decode(received).orElseThrow();

        assertThat((Object) read).isEqualTo(envelope(sample(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesTheType(Kind kind) {
        var record = encode(kind.topic(), envelope(sample(kind)));

        assertThat(CloudEventHeaders.type(record.headers())).isEqualTo(kind.type());
        assertThat(kind.type()).matches("io\\.tertulia\\.[a-z]+\\.[a-z-]+\\.v1");
    }

    @Test
    void holdsNoFileWithoutAType() throws IOException, URISyntaxException {
        var folder = requireNonNull(GoldenFileTests.class.getResource("/events")).toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            EventSamples.kinds().map(kind -> kind.type() + ".json").toList());
        }
    }

    @Test
    void givesEveryTypeOneTopicAndOneClass() {
        Map<String, Long> classesOfType =
                EventSamples.kinds()
                        .collect(Collectors.groupingBy(Kind::type, Collectors.counting()));

        assertThat(classesOfType).hasSizeGreaterThan(20);
        assertThat(classesOfType.values()).containsOnly(1L);
        assertThat(EventSamples.kinds().map(Kind::dataClass)).doesNotHaveDuplicates();
    }

    private static Object sample(Kind kind) {
        return requireNonNull(SAMPLES.get(kind.dataClass()), kind.type() + " has no sample");
    }

    private static String golden(Kind kind) {
        return GoldenFiles.event(kind.type());
    }

    private static Envelope<Object> envelope(Object data) {
        return new Envelope<>(
                UUID.fromString("0191f0a0-0000-7000-8000-0000000000e1"),
                EventSamples.ROOM,
                7,
                Instant.parse("2026-11-05T18:02:00Z"),
                data);
    }

    @SuppressWarnings("unchecked") // the sample is of the topic's own type: a test pins that too
    private static ProducerRecord<String, byte[]> encode(
            Topic<?> topic, Envelope<Object> envelope) {
        return new EventCodec<>((Topic<Object>) topic).encode(envelope);
    }
}
