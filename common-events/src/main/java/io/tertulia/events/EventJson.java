package io.tertulia.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How Tertulia writes JSON, on its topics and to its clients: snake_case, ISO-8601, nulls shown.
 */
public final class EventJson {

    private static final int DEEPEST_NESTING = 32;

    private EventJson() {}

    /**
     * A mapper with the house's settings. Unknown properties are ignored, so that a consumer
     * survives a producer that has added one.
     */
    public static JsonMapper mapper() {
        return configure(JsonMapper.builder(boundedFactory())).build();
    }

    /** Applies the house's settings to a builder that somebody else made. */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    private static JsonFactory boundedFactory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
                .build();
    }
}
