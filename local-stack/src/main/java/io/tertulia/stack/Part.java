package io.tertulia.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to be kept running.
 *
 * @param name unique, for instance {@code message-service-2}
 * @param environment added to this process's own
 * @param log where its output goes
 * @param address shown to people
 */
record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        String address) {

    Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The name without the instance's number. */
    String kind() {
        return name.replaceFirst("-[0-9]+$", "");
    }
}
