package io.tertulia.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A topic and the closed set of record types that travel on it.
 *
 * @param name the topic's name in Kafka
 * @param partitions how many partitions its owner creates; all topics keyed by room have the same
 *     number, so that a room has the same partition number everywhere
 * @param retention how long Kafka keeps a record
 * @param source the CloudEvents {@code source}: the service that alone may publish here
 * @param types for each record class the CloudEvents attribute of that name
 */
public record Topic<E>(
        String name,
        int partitions,
        Duration retention,
        String source,
        Map<Class<? extends E>, String> types) {

    public Topic {
        types = Map.copyOf(types);
    }

    /**
     * The CloudEvents type of a record.
     *
     * @throws IllegalArgumentException if the record's class does not belong to this topic
     */
    public String typeOf(E data) {
        String type = types.get(data.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "%s does not travel on %s".formatted(data.getClass().getSimpleName(), name));
        }
        return type;
    }

    /** The class for a CloudEvents type; empty for a type that a newer producer has added. */
    public Optional<Class<? extends E>> classOf(String type) {
        return Optional.ofNullable(classes().get(type));
    }

    private Map<String, Class<? extends E>> classes() {
        return types.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }
}
