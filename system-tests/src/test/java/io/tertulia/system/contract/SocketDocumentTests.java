package io.tertulia.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The page about frames and topics is sound; that frames are so, {@link FramesIT} says. No library
 * for Java reads AsyncAPI 3 and tells what is wrong with it; {@code npx @asyncapi/cli validate}
 * does.
 */
class SocketDocumentTests {

    private static final SocketDocument DOCUMENT = SocketDocument.get();

    static Stream<String> messages() {
        return DOCUMENT.root().at("/components/messages").propertyNames().stream();
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(DOCUMENT.root().findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        each ->
                                assertThat(
                                                DOCUMENT.schemas()
                                                        .referred(each.asString())
                                                        .isMissingNode())
                                        .as(each.asString())
                                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void givesExamplesThatAreValid(String name) {
        String message = "/components/messages/" + name;

        for (JsonNode example : DOCUMENT.root().at(message).path("examples")) {
            JsonNode payload = example.get("payload");
            assertThat(DOCUMENT.schemas().errors(message + "/payload", payload)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void usesEveryMessage(String name) {
        assertThat(DOCUMENT.root().get("operations").propertyNames())
                .anyMatch(
                        operation ->
                                DOCUMENT.messages(operation)
                                        .contains("/components/messages/" + name));
    }

    @Test
    void tellsThePublicTopicsAsTheyAre() {
        for (var topic : Topics.PUBLIC) {
            JsonNode channel = channel(topic.name());
            List<String> types =
                    channel.get("messages")
                            .valueStream()
                            .map(each -> DOCUMENT.root().at(RestDocument.pointer(each)))
                            .map(message -> message.get("name").asString())
                            .toList();

            assertThat(types).containsExactlyInAnyOrderElementsOf(topic.types().values());
            JsonNode kafka = channel.at("/bindings/kafka");
            assertThat(kafka.get("partitions").asInt()).isEqualTo(Topics.PARTITIONS);
            assertThat(Duration.ofMillis(kafka.at("/topicConfiguration/retention.ms").asLong()))
                    .isEqualTo(topic.retention());
        }
    }

    @Test
    void givesEachEventTheSchemaOfItsName() {
        Map<String, JsonNode> messages =
                Map.copyOf(
                        DOCUMENT.root().at("/components/messages").properties().stream()
                                .filter(
                                        each ->
                                                each.getValue()
                                                        .get("name")
                                                        .asString()
                                                        .startsWith("io."))
                                .collect(
                                        java.util.stream.Collectors.toMap(
                                                Map.Entry::getKey, Map.Entry::getValue)));

        assertThat(messages).isNotEmpty();
        messages.values()
                .forEach(
                        message ->
                                assertThat(message.at("/payload/$ref").asString())
                                        .isEqualTo(
                                                "schemas/%s.json"
                                                        .formatted(
                                                                message.get("name").asString())));
    }

    private static JsonNode channel(String address) {
        return DOCUMENT.root()
                .get("channels")
                .valueStream()
                .filter(each -> each.get("address").asString().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
