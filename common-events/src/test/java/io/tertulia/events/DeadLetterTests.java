package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTests {

    @Test
    void keepsTheRecordAsItWasAndSaysWhy() {
        var record = record("key", "value".getBytes(UTF_8));
        record.headers().add("a", new byte[] {1}).add("empty", null);

        ProducerRecord<String, byte[]> letter = DeadLetter.of(record, "t.dead", "no reason");

        assertThat(letter.topic()).isEqualTo("t.dead");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).isEqualTo("value".getBytes(UTF_8));
        assertThat(letter.headers().lastHeader("a").value()).containsExactly(1);
        assertThat(letter.headers().lastHeader("empty").value()).isNull();
        assertThat(text(letter, DeadLetter.REASON)).isEqualTo("no reason");
        assertThat(text(letter, DeadLetter.PARTITION)).isEqualTo("3");
        assertThat(text(letter, DeadLetter.OFFSET)).isEqualTo("42");
    }

    @Test
    void keepsWhatHasNeitherKeyNorValue() {
        ProducerRecord<String, byte[]> letter = DeadLetter.of(record(null, null), "t.dead", "why");

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void fitsIntoARecordHoweverLargeItsOwnWas() {
        var record = record("k".repeat(500_000), new byte[1_000_000]);
        record.headers().add("huge", new byte[1_000_000]).add("small", new byte[] {1});

        ProducerRecord<String, byte[]> letter = DeadLetter.of(record, "t.dead", "r".repeat(9_000));

        assertThat(letter.value()).hasSize(DeadLetter.LONGEST_VALUE);
        assertThat(letter.key()).hasSize(DeadLetter.LONGEST_TEXT);
        assertThat(text(letter, DeadLetter.REASON)).hasSize(DeadLetter.LONGEST_TEXT);
        assertThat(letter.headers().lastHeader("huge")).isNull();
        assertThat(letter.headers().lastHeader("small")).isNotNull();
    }

    private static ConsumerRecord<String, byte[]> record(
            @Nullable String key, byte @Nullable [] value) {
        return new ConsumerRecord<>("t", 3, 42, key, value);
    }

    private static String text(ProducerRecord<String, byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), UTF_8);
    }
}
