package io.tertulia.system.contract;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The schemas of one document, by where they stand in it. Safe for use by many threads. */
final class Schemas {

    private static final String ADDRESS = "https://tertulia.invalid/document.json";

    private final JsonNode document;
    private final Map<String, JsonNode> others;
    private final SchemaRegistry registry;

    Schemas(JsonNode document) {
        this(document, Map.of());
    }

    /**
     * @param others schemas that this document refers to as {@code schemas/NAME}, by their names
     */
    Schemas(JsonNode document, Map<String, JsonNode> others) {
        this.document = document;
        this.others = Map.copyOf(others);
        Map<String, String> all = new HashMap<>();
        all.put(ADDRESS, document.toString());
        others.forEach(
                (name, schema) ->
                        all.put(
                                ADDRESS.replace("document.json", "schemas/" + name),
                                schema.toString()));
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(all)
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /** What is wrong with a value by the schema at a JSON pointer; empty if nothing is. */
    List<String> errors(String pointer, JsonNode value) {
        List<Error> errors =
                registry.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer)).validate(value);
        return errors.stream().map(Error::toString).toList();
    }

    /** The fields of a value that the schema at a JSON pointer says nothing about. */
    List<String> undocumented(String pointer, JsonNode value) {
        var found = new ArrayList<String>();
        collect(List.of(document.at(pointer)), value, pointer, found);
        return found;
    }

    private void collect(List<JsonNode> schemas, JsonNode value, String at, List<String> found) {
        List<JsonNode> parts = schemas.stream().flatMap(each -> parts(each).stream()).toList();
        if (value.isArray()) {
            List<JsonNode> items = children(parts, "items");
            value.forEach(item -> collect(items, item, at + "[]", found));
        } else if (value.isObject() && children(parts, "additionalProperties").isEmpty()) {
            for (var field : value.properties()) {
                List<JsonNode> of = children(children(parts, "properties"), field.getKey());
                String name = at + "." + field.getKey();
                if (of.isEmpty()) {
                    found.add(name);
                }
                collect(of, field.getValue(), name, found);
            }
        }
    }

    private static List<JsonNode> children(List<JsonNode> parts, String name) {
        return parts.stream().filter(part -> part.has(name)).map(part -> part.get(name)).toList();
    }

    /** What a reference refers to: in this document, or another as a whole. */
    JsonNode referred(String reference) {
        if (reference.startsWith("#")) {
            return document.at(reference.substring(1));
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        JsonNode other = others.get(name);
        return other == null ? document.at("/no/such/document") : other;
    }

    /** The schema with all that it refers to and is put together from. */
    private List<JsonNode> parts(JsonNode schema) {
        var parts = new ArrayList<JsonNode>();
        parts.add(schema);
        if (schema.has("$ref")) {
            parts.addAll(parts(referred(schema.get("$ref").asString())));
        }
        for (String composed : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(composed).forEach(part -> parts.addAll(parts(part)));
        }
        return parts;
    }
}
