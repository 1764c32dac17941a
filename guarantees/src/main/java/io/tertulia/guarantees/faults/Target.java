package io.tertulia.guarantees.faults;

import io.tertulia.guarantees.clients.Crowd;
import io.tertulia.guarantees.history.History;
import org.jspecify.annotations.Nullable;

/**
 * What is broken, and whom it annoys.
 *
 * @param database null where it is inside of the one process
 * @param isOneProcess whether all parts are one process
 */
public record Target(
        LocalStack stack,
        @Nullable Database database,
        Crowd crowd,
        History history,
        boolean isOneProcess) {

    Database requireDatabase() {
        if (database == null) {
            throw new NotThere("The database is inside of the one process");
        }
        return database;
    }
}
