package io.tertulia.local.kafka;

import io.tertulia.local.ChildJvm;
import java.nio.file.Path;

/** A broker in a process of its own, to be killed. */
final class KafkaChild {

    private KafkaChild() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        KafkaSettings settings = KafkaSettings.in(folder.resolve("data"));
        try (EmbeddedKafka server = EmbeddedKafka.start(settings)) {
            ChildJvm.announce(folder, server.bootstrapServers());
            ChildJvm.waitForTheEnd();
        }
    }
}
