package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/** The stock memory backend, which also answers what today's drivers and health checks ask. */
final class LocalBackend extends MemoryBackend {

    @Override
    public Document handleCommand(
            Channel channel, String databaseName, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            Document answer = super.handleCommand(channel, databaseName, "ismaster", query);
            return answer.append("isWritablePrimary", true).append("helloOk", true);
        }
        return super.handleCommand(channel, databaseName, command, query);
    }
}
