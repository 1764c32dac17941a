package io.tertulia.local.mongo;

import io.tertulia.local.ChildJvm;
import java.nio.file.Path;

/** A server in a process of its own, to be killed. */
final class MongoChild {

    private MongoChild() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (EmbeddedMongo server = EmbeddedMongo.start(MongoSettings.in(folder))) {
            ChildJvm.announce(folder, server.uri());
            ChildJvm.waitForTheEnd();
        }
    }
}
