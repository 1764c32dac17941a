package io.tertulia.web;

import java.util.Locale;

/** Names of Java properties as clients know them. */
final class JsonNames {

    private JsonNames() {}

    /** For instance {@code participant_ids[2]} for {@code participantIds[2]}. */
    static String path(String javaPath) {
        return javaPath.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
