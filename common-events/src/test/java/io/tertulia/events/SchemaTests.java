package io.tertulia.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.tertulia.events.EventSamples.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that other people's tools read describe what really travels, all of it. */
class SchemaTests {

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    static Stream<Kind> kinds() {
        return EventSamples.publicKinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void acceptsTheGoldenFile(Kind kind) {
        assertThat(errors(kind.type(), golden(kind.type()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesAnEventThatLacksAnyOfItsFields(Kind kind) {
        JsonNode golden = golden(kind.type());

        assertThat(golden.propertyNames())
                .isNotEmpty()
                .allSatisfy(
                        field -> {
                            var broken = (ObjectNode) golden.deepCopy();
                            broken.remove(field);
                            assertThat(errors(kind.type(), broken)).as(field).isNotEmpty();
                        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void acceptsAnEventThatANewerVersionHasAddedTo(Kind kind) {
        var newer = (ObjectNode) golden(kind.type()).deepCopy();
        newer.put("added_later", 1);

        assertThat(errors(kind.type(), newer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void describesEveryField(Kind kind) {
        describes(schema(kind.type() + ".json"), golden(kind.type()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message.sent | /seq | 0",
                "message.sent | /id | \"123\"",
                "message.sent | /created_at | \"yesterday\"",
                "message.sent | /message_type | \"TEXT\"",
                "message.sent | /sender | \"bruno\"",
                "message.sent | /reply_to | {\"id\": 1}",
                "message.reactions-changed | /attachment/size | -1",
                "message.reactions-changed | /reactions | [\"👍\"]",
                "room.created | /room/room_type | \"channel\"",
                "room.participant-joined | /role | \"king\"",
                "presence.user-left-room | /is_online | \"yes\"",
                "presence.user-went-offline | /last_seen | null",
            })
    void refusesAWrongValue(String name, String pointer, String value) {
        String type = "io.tertulia.%s.v1".formatted(name);
        JsonNode broken = golden(type).deepCopy();
        int end = pointer.lastIndexOf('/');
        var parent = (ObjectNode) broken.at(pointer.substring(0, end));
        parent.set(pointer.substring(end + 1), PLAIN.readTree(value));

        assertThat(errors(type, broken))
                .extracting(error -> error.getInstanceLocation().toString())
                .anyMatch(location -> location.startsWith(pointer));
    }

    @Test
    void knowsWhichTopicsArePublic() {
        assertThat(Topics.PUBLIC).extracting(Topic::name).noneMatch(SchemaTests::isInternal);
        assertThat(EventSamples.topics())
                .filteredOn(topic -> !isInternal(topic.name()))
                .containsExactlyInAnyOrderElementsOf(Topics.PUBLIC);
    }

    private static boolean isInternal(String topic) {
        return topic.startsWith("chat.internal.");
    }

    /** Fails for a field of the value that the schema says nothing about, at any depth. */
    private static void describes(JsonNode schema, JsonNode value) {
        JsonNode resolved = resolve(schema);
        JsonNode properties = resolved.path("properties");
        if (properties.isMissingNode()) {
            return;
        }
        for (var field : value.properties()) {
            JsonNode described = properties.path(field.getKey());
            assertThat(described.isObject()).as("%s is described", field.getKey()).isTrue();
            assertThat(described.has("description")).as(field.getKey()).isTrue();
            if (field.getValue().isObject()) {
                describes(described, field.getValue());
            }
        }
    }

    private static JsonNode resolve(JsonNode schema) {
        if (schema.has("anyOf")) {
            return resolve(schema.get("anyOf").get(1));
        }
        return schema.has("$ref") ? schema(schema.get("$ref").asString()) : schema;
    }

    private static JsonNode golden(String type) {
        return PLAIN.readTree(GoldenFiles.event(type));
    }

    private static JsonNode schema(String file) {
        return PLAIN.readTree(GoldenFiles.schema(file));
    }

    private static List<Error> errors(String type, JsonNode value) {
        Schema schema =
                REGISTRY.getSchema(SchemaLocation.of("classpath:schemas/%s.json".formatted(type)));
        return schema.validate(value);
    }
}
