package io.tertulia.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import io.tertulia.test.KafkaTap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicTopicIT {

    @Test
    void aPlainConsumerSeesTheMessageWithItsCloudEventsHeaders() {
        TertuliaProcess tertulia = SharedTertulia.get();
        Person alice = Person.register(tertulia, "alice");
        String room = alice.createRoom("Tapped");
        try (var tap = KafkaTap.on(Topics.MESSAGE_EVENTS, tertulia.addressOf("kafka"))) {
            var posted =
                    alice.post("/api/v1/chat/messages/", Map.of("room", room, "content", "tap"));

            tap.await(event -> event.key().toString().equals(room));

            var record =
                    tap.records().stream()
                            .filter(candidate -> candidate.key().equals(room))
                            .findFirst()
                            .orElseThrow();
            assertThat(record.headers().lastHeader("ce_type").value())
                    .isEqualTo("io.tertulia.message.sent.v1".getBytes(UTF_8));
            assertThat(record.headers().lastHeader("ce_specversion").value())
                    .isEqualTo("1.0".getBytes(UTF_8));
            assertThat(Person.JSON.readTree(record.value())).isEqualTo(posted.body());
        }
    }
}
