package io.tertulia.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the files that pin what the topics carry. */
final class GoldenFiles {

    private GoldenFiles() {}

    /** The golden value of a type, as the file holds it. */
    static String event(String type) {
        return text("/events/" + type + ".json");
    }

    /** A schema file, by its name. */
    static String schema(String file) {
        return text("/schemas/" + file);
    }

    private static String text(String path) {
        try (InputStream in = GoldenFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError(path + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
