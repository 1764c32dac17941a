package io.tertulia.local.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;

/** All databases of a server. No answer leaves before what it tells of is in the journal. */
final class LocalBackend extends AbstractMongoBackend {

    /** Commands that change which collections, indexes and databases there are. */
    private static final Set<String> STRUCTURE =
            Set.of(
                    "create",
                    "createindexes",
                    "drop",
                    "dropindexes",
                    "dropdatabase",
                    "renamecollection");

    /**
     * They tell of no change. With a full disk drivers must still find the server, or their users
     * would be told of a time-out in place of the reason.
     */
    private static final Set<String> GREETINGS = Set.of("hello", "ismaster", "ping", "buildinfo");

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify");

    private final CollectionStorage storage;

    LocalBackend(CollectionStorage storage) {
        this.storage = storage;
        storage.journal().atomically(this::openFound);
    }

    private int openFound() {
        Set<String> names = storage.found().databases();
        names.forEach(this::resolveDatabase);
        return names.size();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return new LocalDatabase(databaseName, getCursorRegistry(), storage);
    }

    @Override
    public Document handleCommand(
            Channel channel, String databaseName, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (GREETINGS.contains(name)) {
            return answer(channel, databaseName, name, command, query);
        }
        Journal journal = storage.journal();
        boolean structure = STRUCTURE.contains(name);
        if (structure || WRITES.contains(name)) {
            journal.requireWritable();
        }
        try {
            return structure
                    ? journal.atomically(() -> answer(channel, databaseName, name, command, query))
                    : answer(channel, databaseName, name, command, query);
        } finally {
            // After an error too: a part of the command may have been done, and the error tells.
            journal.settle();
        }
    }

    private Document answer(
            Channel channel, String databaseName, String name, String command, Document query) {
        return switch (name) {
            // Drivers begin with the old name and go on with the new one if that is offered;
            // health checks use the new one at once.
            case "hello", "ismaster" ->
                    super.handleCommand(channel, databaseName, "ismaster", query)
                            .append("isWritablePrimary", true)
                            .append("helloOk", true);
            default -> super.handleCommand(channel, databaseName, command, query);
        };
    }

    @Override
    public void close() {
        super.close();
        storage.journal().close();
    }
}
